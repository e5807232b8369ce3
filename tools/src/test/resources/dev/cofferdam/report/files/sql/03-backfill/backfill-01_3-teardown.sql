-- Plan 2026-03-14-rename-owners-telephone, step backfill-1
-- Remove what the backfill set up
--
-- Run by:      database owner, as owner
-- Run with:    psql -v ON_ERROR_STOP=1 -f sql/03-backfill/backfill-01_3-teardown.sql
--              other runners: without a transaction around the file
-- Transaction: all statements in one
-- Lock:        ROW EXCLUSIVE on owners for one batch; waiting: writers of the same rows, for one batch
-- Gives up:    after waiting 2 seconds for a lock, after running without limit
-- Retry:       up to 10 attempts when the lock was not available, 1 second apart at first and at most 1 minute
-- Gate before: Old and new column are equal in every row. (asked below)
-- Done when:   Old and new column are equal in every row. Then it need not run again:
--     SELECT count(*) FROM owners WHERE phone_number IS DISTINCT FROM telephone
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
            MESSAGE = 'gate before backfill-1 does not hold: Old and new column are equal in every row.',
            DETAIL = 'expected 0, found ' || coalesce(cofferdam_answer, 'no answer'),
            HINT = 'Nothing of this file was done. See plan.md for what the gate waits for.';
    END IF;
END
$gate$;

SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '0s';

DROP PROCEDURE cofferdam_backfill_1_run(bigint);

DROP TABLE cofferdam_backfill_1;

COMMIT;
