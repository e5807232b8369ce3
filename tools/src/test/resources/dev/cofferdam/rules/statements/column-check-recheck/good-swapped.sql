-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email varchar(80), CONSTRAINT owners_email_check CHECK (email <> ''));
-- change
ALTER TABLE owners DROP CONSTRAINT owners_email_check, ALTER COLUMN email TYPE varchar(160), ADD CONSTRAINT owners_email_check CHECK (email <> '') NOT VALID;
