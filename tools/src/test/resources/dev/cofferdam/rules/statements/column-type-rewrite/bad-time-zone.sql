-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, seen_at timestamp);
-- change
ALTER TABLE visits ALTER COLUMN seen_at TYPE timestamptz;
