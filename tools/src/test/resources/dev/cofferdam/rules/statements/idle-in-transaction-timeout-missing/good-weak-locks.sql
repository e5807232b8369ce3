-- no transaction
BEGIN;
UPDATE owners SET city = 'Bern' WHERE id = 1;
UPDATE owners SET city = 'Basel' WHERE id = 2;
COMMIT;
