-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, seen_at timestamptz);
-- change
ALTER TABLE visits ALTER COLUMN seen_at TYPE timestamp(3) USING seen_at AT TIME ZONE 'Europe/Berlin';
