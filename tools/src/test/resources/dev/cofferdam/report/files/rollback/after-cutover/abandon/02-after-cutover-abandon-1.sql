-- Plan 2026-03-14-rename-owners-telephone, step after-cutover-abandon-1
-- Take trigger and new column away
--
-- Run by:      database owner, as owner
-- Run with:    psql -v ON_ERROR_STOP=1 -f rollback/after-cutover/abandon/02-after-cutover-abandon-1.sql
--              other runners: without a transaction around the file
-- Transaction: all statements in one
-- Lock:        ACCESS EXCLUSIVE on owners for an instant; waiting: readers and writers, for an instant
-- Gives up:    after waiting 2 seconds for a lock, after running 15 seconds
-- Retry:       up to 10 attempts when the lock was not available, 1 second apart at first and at most 1 minute
-- Gate before: Only clinic v0 is running. (no query can tell; see to it)
-- Done when:   Column `phone_number` is gone. Then it need not run again:
--     SELECT count(*) FROM information_schema.columns WHERE table_name = 'owners' AND column_name = 'phone_number'
--     -- returns 0

BEGIN;

SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '15s';

DROP TRIGGER owners_phone_sync ON owners;

DROP FUNCTION owners_phone_sync();

ALTER TABLE owners DROP COLUMN phone_number;

COMMIT;
