-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners RENAME COLUMN telephone TO phone;
-- back
ALTER TABLE owners DROP COLUMN telephone;
