-- The column is older than the migration: its values are in no other place.
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text, phone text);
-- change
ALTER TABLE owners ADD COLUMN city text;
-- back
ALTER TABLE owners DROP COLUMN phone;
