-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20) NOT NULL, email text);
-- change
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40), ALTER COLUMN telephone SET NOT NULL;
