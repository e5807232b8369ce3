-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, seen_at timestamp);
-- change
SET TIME ZONE 'UTC';
ALTER TABLE visits ALTER COLUMN seen_at TYPE timestamptz;
