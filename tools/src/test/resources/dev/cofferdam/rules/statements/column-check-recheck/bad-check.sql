-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email varchar(80), CONSTRAINT owners_email_check CHECK (position('@' IN email) > 1));
-- change
ALTER TABLE owners ALTER COLUMN email TYPE varchar(160);
