-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text);
-- change
ALTER TABLE owners ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
