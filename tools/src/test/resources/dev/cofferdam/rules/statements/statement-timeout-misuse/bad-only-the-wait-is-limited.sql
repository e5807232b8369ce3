-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET lock_timeout = '2s';
ALTER TABLE owners ALTER COLUMN telephone SET NOT NULL;
