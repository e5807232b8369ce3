-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text NOT NULL);
-- change
ALTER TABLE owners DROP COLUMN telephone;
