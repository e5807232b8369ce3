-- no transaction
BEGIN;
ALTER TABLE owners ADD COLUMN city text;
SAVEPOINT one;
ROLLBACK TO SAVEPOINT one;
COMMIT;
VACUUM owners;
