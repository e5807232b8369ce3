-- no transaction
BEGIN;
SET LOCAL idle_in_transaction_session_timeout = '10s';
ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE owners ADD COLUMN country text;
COMMIT;
