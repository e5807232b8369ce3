-- deployed
CREATE TABLE owners (id integer PRIMARY KEY, visits smallint);
-- change
ALTER TABLE owners ALTER COLUMN id TYPE bigint;
ALTER TABLE owners ALTER COLUMN visits TYPE integer;
