-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TABLE pets (id bigint PRIMARY KEY);
-- change
ALTER TABLE pets ADD COLUMN owner_id bigint DEFAULT 1 REFERENCES owners (id);
