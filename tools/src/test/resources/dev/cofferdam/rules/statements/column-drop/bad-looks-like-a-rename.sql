-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners DROP COLUMN IF EXISTS telephone, ADD COLUMN phone_number text;
