-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
ALTER TABLE pets ADD COLUMN city text;
ALTER TABLE pets ADD CONSTRAINT pets_owner FOREIGN KEY (owner_id) REFERENCES owners (id) NOT VALID;
CREATE TABLE visits (id bigint PRIMARY KEY, owner_id bigint REFERENCES owners (id));
