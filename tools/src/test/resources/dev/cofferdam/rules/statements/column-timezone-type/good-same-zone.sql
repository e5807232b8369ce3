-- deployed
CREATE TABLE visits (id bigint PRIMARY KEY, seen_at timestamp(3), noted_at timestamptz, due date);
-- change
ALTER TABLE visits ALTER COLUMN seen_at TYPE timestamp;
ALTER TABLE visits ALTER COLUMN noted_at TYPE timestamp with time zone;
ALTER TABLE visits ALTER COLUMN due TYPE timestamp;
