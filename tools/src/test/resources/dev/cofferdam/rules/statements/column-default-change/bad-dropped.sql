-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note text DEFAULT '');
-- change
ALTER TABLE owners ALTER COLUMN status DROP DEFAULT;
ALTER TABLE owners ALTER COLUMN note SET DEFAULT NULL;
