-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email varchar(80), name varchar(80) CHECK (name <> ''));
ALTER TABLE owners ADD CONSTRAINT owners_email_check CHECK (email <> '') NOT VALID;
-- change
ALTER TABLE owners ALTER COLUMN email TYPE varchar(160);
