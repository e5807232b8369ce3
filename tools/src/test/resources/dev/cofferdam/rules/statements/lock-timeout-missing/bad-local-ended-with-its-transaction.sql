-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
COMMIT;
BEGIN;
ALTER TABLE owners ADD COLUMN country text;
COMMIT;
