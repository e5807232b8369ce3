-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE DOMAIN email_address AS text CHECK (VALUE LIKE '%@%');
-- change
ALTER TABLE owners ADD COLUMN email email_address;
