-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD COLUMN phone text;
CREATE TABLE calls (id bigint PRIMARY KEY, at timestamptz);
-- back
DROP TABLE calls;
ALTER TABLE owners DROP COLUMN phone;
