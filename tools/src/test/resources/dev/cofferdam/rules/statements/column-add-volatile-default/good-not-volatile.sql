-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE owners ADD COLUMN changed_at timestamp DEFAULT (now() AT TIME ZONE 'utc');
ALTER TABLE owners ADD COLUMN changed_on date DEFAULT CURRENT_DATE;
ALTER TABLE owners ADD COLUMN price numeric(10,2) DEFAULT 0.5::numeric(10,2);
ALTER TABLE owners ADD COLUMN tags text[] NOT NULL DEFAULT ARRAY[]::text[];
ALTER TABLE owners ADD COLUMN settings jsonb DEFAULT '{"random()": 1}'::jsonb;
ALTER TABLE owners ADD COLUMN token uuid;
ALTER TABLE owners ALTER COLUMN token SET DEFAULT gen_random_uuid();
