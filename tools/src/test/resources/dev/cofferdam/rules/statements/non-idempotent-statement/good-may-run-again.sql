-- no transaction
ALTER TABLE owners ADD COLUMN IF NOT EXISTS city text;
DROP INDEX CONCURRENTLY IF EXISTS owners_city;
CREATE INDEX CONCURRENTLY owners_city ON owners (city);
CREATE TABLE IF NOT EXISTS visits (id bigint PRIMARY KEY);
COMMENT ON TABLE visits IS 'one row a visit';
