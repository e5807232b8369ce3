-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text);
-- change
ALTER TABLE owners ADD COLUMN settings json;
