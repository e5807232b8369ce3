-- change
CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE owners (id bigint PRIMARY KEY);
ALTER TABLE owners ADD COLUMN email email_address;
