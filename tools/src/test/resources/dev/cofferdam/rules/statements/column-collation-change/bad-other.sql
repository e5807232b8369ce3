-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text);
CREATE INDEX owners_name ON owners (name);
-- change
ALTER TABLE owners ALTER COLUMN name TYPE text COLLATE "de-x-icu";
