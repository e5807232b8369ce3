-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
ALTER TABLE owners ADD CONSTRAINT named CHECK (id > 0) NOT VALID;
-- change
CREATE INDEX CONCURRENTLY ON owners (id);
ALTER TABLE owners VALIDATE CONSTRAINT named;
UPDATE owners SET id = 2 WHERE id = 1;
ANALYZE owners;
