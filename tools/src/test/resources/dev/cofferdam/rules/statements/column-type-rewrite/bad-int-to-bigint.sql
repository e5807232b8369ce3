-- deployed
CREATE TABLE owners (id int PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ALTER COLUMN id TYPE bigint;
