-- no transaction
SET lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
CREATE INDEX CONCURRENTLY owners_city ON owners (city);
