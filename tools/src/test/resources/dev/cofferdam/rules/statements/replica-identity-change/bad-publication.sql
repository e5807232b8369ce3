-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY);
CREATE PUBLICATION changes FOR TABLE owners, pets;
-- change
ALTER PUBLICATION changes DROP TABLE owners;
ALTER PUBLICATION changes SET TABLE pets;
ALTER PUBLICATION changes SET (publish = 'insert');
DROP PUBLICATION IF EXISTS changes;
