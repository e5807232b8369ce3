-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email varchar(80));
CREATE UNIQUE INDEX owners_email ON owners (lower(email));
-- change
ALTER TABLE owners ALTER COLUMN email TYPE varchar(160);
