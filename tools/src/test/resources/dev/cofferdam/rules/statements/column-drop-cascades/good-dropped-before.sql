-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email text);
CREATE VIEW contacts AS SELECT id, email FROM owners;
-- change
DROP VIEW contacts;
ALTER TABLE owners DROP COLUMN email;
