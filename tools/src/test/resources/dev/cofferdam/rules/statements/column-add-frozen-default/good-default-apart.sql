ALTER TABLE owners ADD COLUMN created_at timestamptz;
ALTER TABLE owners ALTER COLUMN created_at SET DEFAULT now();
ALTER TABLE owners ADD COLUMN note text DEFAULT 'now ( )';
ALTER TABLE owners ADD COLUMN tick timestamptz DEFAULT clock_timestamp();
