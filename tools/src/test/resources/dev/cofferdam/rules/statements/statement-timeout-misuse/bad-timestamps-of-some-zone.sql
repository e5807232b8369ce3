-- deployed
CREATE TABLE visits (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seen timestamp NOT NULL
);
CREATE TABLE calls (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamp NOT NULL
);
CREATE INDEX calls_at ON calls (at);
-- change
SET LOCAL lock_timeout = '2s';
ALTER TABLE visits ALTER COLUMN seen TYPE timestamptz;
SET LOCAL timezone = 'UTC';
ALTER TABLE calls ALTER COLUMN at TYPE timestamptz;
