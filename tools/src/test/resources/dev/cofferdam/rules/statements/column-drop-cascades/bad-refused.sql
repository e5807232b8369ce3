-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email text, shout text GENERATED ALWAYS AS (upper(email)) STORED);
CREATE VIEW contacts AS SELECT id, email FROM owners;
-- change
ALTER TABLE owners DROP COLUMN email;
