-- no transaction
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY ON owners (telephone);
