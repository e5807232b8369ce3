-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD COLUMN scratch text;
ALTER TABLE owners DROP COLUMN scratch;
ALTER TABLE owners DROP COLUMN IF EXISTS fax;
CREATE TABLE pets (id bigint, name text);
ALTER TABLE pets DROP COLUMN name;
