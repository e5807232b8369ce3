-- deployed
CREATE TABLE visits (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seen timestamp NOT NULL
);
-- change
SET LOCAL lock_timeout = '2s';
SET LOCAL timezone = 'UTC';
ALTER TABLE visits ALTER COLUMN seen TYPE timestamptz;
