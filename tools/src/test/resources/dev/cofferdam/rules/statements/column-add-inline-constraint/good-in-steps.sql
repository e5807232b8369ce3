-- no transaction
ALTER TABLE owners ADD COLUMN email varchar(80);
CREATE UNIQUE INDEX CONCURRENTLY owners_email_key ON owners (email);
ALTER TABLE owners ADD CONSTRAINT owners_email_key UNIQUE USING INDEX owners_email_key;
