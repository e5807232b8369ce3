-- Plan 2026-03-14-rename-owners-telephone, step expand-2
-- Build the index of the new column
--
-- Run by:      database owner, as owner
-- Run with:    psql -v ON_ERROR_STOP=1 -f sql/01-expand/expand-02-build-the-index-of-the-new-column.sql
--              other runners: without a transaction around the file
-- Transaction: none; each statement stands alone, and a failed one may leave something behind
-- Lock:        SHARE UPDATE EXCLUSIVE on owners while the index is built; waiting: only other DDL
-- Gives up:    after waiting 2 seconds for a lock, after running without limit
-- Retry:       up to 10 attempts when the lock was not available, 1 second apart at first and at most 1 minute
-- Gate before: Column `phone_number` exists. (asked below)
-- Done when:   The index is valid. Then it need not run again:
--     SELECT indisvalid FROM pg_index WHERE indexrelid = 'owners_phone_number_idx'::regclass
--     -- returns true

DO $gate$
DECLARE
    cofferdam_answer text;
BEGIN
    cofferdam_answer := (
        SELECT count(*) FROM information_schema.columns WHERE table_name = 'owners' AND column_name = 'phone_number'
    )::text;
    IF cofferdam_answer IS DISTINCT FROM '1' THEN
        RAISE EXCEPTION USING
            MESSAGE = 'gate before expand-2 does not hold: Column `phone_number` exists.',
            DETAIL = 'expected 1, found ' || coalesce(cofferdam_answer, 'no answer'),
            HINT = 'Nothing of this file was done. See plan.md for what the gate waits for.';
    END IF;
END
$gate$;

SET lock_timeout = '2s';
SET statement_timeout = '0s';

CREATE INDEX CONCURRENTLY IF NOT EXISTS owners_phone_number_idx ON owners (phone_number);

RESET lock_timeout;
RESET statement_timeout;
