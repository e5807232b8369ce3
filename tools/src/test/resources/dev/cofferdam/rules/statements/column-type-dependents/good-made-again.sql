-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20), name varchar(20), shout text GENERATED ALWAYS AS (upper(name)) STORED);
CREATE VIEW contacts AS SELECT id, telephone FROM owners;
CREATE VIEW names AS SELECT id, name FROM owners;
-- change
DROP VIEW contacts;
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40);
CREATE VIEW contacts AS SELECT id, telephone FROM owners;
DROP VIEW names;
ALTER TABLE owners DROP COLUMN shout, ALTER COLUMN name TYPE text;
