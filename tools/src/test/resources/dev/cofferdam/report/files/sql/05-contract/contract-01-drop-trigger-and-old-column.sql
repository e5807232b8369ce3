-- Plan 2026-03-14-rename-owners-telephone, step contract-1
-- Drop trigger and old column
--
-- Run by:      database owner, as owner
-- Run with:    psql -v ON_ERROR_STOP=1 -f sql/05-contract/contract-01-drop-trigger-and-old-column.sql
--              other runners: without a transaction around the file
-- Transaction: all statements in one
-- Lock:        ACCESS EXCLUSIVE on owners for an instant; waiting: readers and writers, for an instant
-- Gives up:    after waiting 2 seconds for a lock, after running 15 seconds
-- Retry:       up to 10 attempts when the lock was not available, 1 second apart at first and at most 1 minute
-- Gate before: Only clinic v2 is running. (no query can tell; see to it)
-- Gate before: Nobody complains for two days. (no query can tell; see to it)
-- Gate before: Old and new column are equal in every row. (asked below)
-- Done when:   Column `telephone` is gone. Then it need not run again:
--     SELECT count(*) FROM information_schema.columns WHERE table_name = 'owners' AND column_name = 'telephone'
--     -- returns 0

BEGIN;

DO $gate$
DECLARE
    cofferdam_answer text;
BEGIN
    cofferdam_answer := (
        SELECT count(*) FROM owners WHERE phone_number IS DISTINCT FROM telephone
    )::text;
    IF cofferdam_answer IS DISTINCT FROM '0' THEN
        RAISE EXCEPTION USING
            MESSAGE = 'gate before contract-1 does not hold: Old and new column are equal in every row.',
            DETAIL = 'expected 0, found ' || coalesce(cofferdam_answer, 'no answer'),
            HINT = 'Nothing of this file was done. See plan.md for what the gate waits for.';
    END IF;
END
$gate$;

SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '15s';

DROP TRIGGER owners_phone_sync ON owners;

DROP FUNCTION owners_phone_sync();

ALTER TABLE owners DROP COLUMN telephone;

COMMIT;
