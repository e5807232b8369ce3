ALTER TABLE visits ADD COLUMN seen_at timestamptz DEFAULT clock_timestamp();
