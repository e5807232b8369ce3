-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
SELECT pg_catalog.set_config('lock_timeout', '2s', true);
ALTER TABLE owners ADD COLUMN telephone text;
