-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ALTER COLUMN telephone SET NOT NULL;
ALTER TABLE owners ALTER COLUMN id TYPE numeric;
