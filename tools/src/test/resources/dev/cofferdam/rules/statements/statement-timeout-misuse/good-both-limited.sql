-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '10s';
ALTER TABLE owners ALTER COLUMN telephone SET NOT NULL;
