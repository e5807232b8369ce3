-- deployed
CREATE TABLE cities (id bigint PRIMARY KEY);
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
ALTER TABLE owners ADD COLUMN city_id bigint DEFAULT 1 REFERENCES cities (id) ON DELETE SET NULL;
