-- migrate:up transaction:false
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS cities_mayor ON cities (mayor);
-- migrate:down
DROP INDEX cities_mayor;
