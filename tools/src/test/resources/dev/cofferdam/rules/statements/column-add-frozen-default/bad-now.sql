-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
ALTER TABLE owners ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();
