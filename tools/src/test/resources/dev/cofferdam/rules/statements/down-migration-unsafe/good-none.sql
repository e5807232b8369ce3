-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners DROP COLUMN telephone;
