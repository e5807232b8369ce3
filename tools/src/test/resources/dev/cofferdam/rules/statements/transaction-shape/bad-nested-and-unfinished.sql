-- no transaction
BEGIN;
ALTER TABLE owners ADD COLUMN city text;
START TRANSACTION;
ALTER TABLE owners ADD COLUMN country text;
COMMIT;
COMMIT;
BEGIN;
ALTER TABLE owners ADD COLUMN street text;
