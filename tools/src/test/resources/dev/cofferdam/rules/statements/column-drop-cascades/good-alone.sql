-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email text CHECK (email <> ''));
CREATE INDEX owners_by_email ON owners (email);
CREATE VIEW ids AS SELECT id FROM owners;
-- change
ALTER TABLE owners DROP COLUMN email;
