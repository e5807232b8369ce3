-- no transaction
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE owners ADD COLUMN country text;
COMMIT;
