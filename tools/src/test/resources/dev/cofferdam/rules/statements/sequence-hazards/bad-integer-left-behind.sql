-- deployed
CREATE SEQUENCE owners_seq START 1 INCREMENT 1;
CREATE TABLE visits (id serial PRIMARY KEY);
-- change
ALTER TABLE visits ALTER COLUMN id TYPE bigint;
