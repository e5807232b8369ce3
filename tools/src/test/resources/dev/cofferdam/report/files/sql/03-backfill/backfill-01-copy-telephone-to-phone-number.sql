-- Plan 2026-03-14-rename-owners-telephone, step backfill-1
-- Copy telephone to phone_number: set-up and pilot
--
-- Run by:      database owner, as owner
-- Run with:    psql -v ON_ERROR_STOP=1 -f sql/03-backfill/backfill-01-copy-telephone-to-phone-number.sql
--              other runners: without a transaction around the file
-- Transaction: each batch in its own transaction
-- Lock:        ROW EXCLUSIVE on owners for one batch; waiting: writers of the same rows, for one batch
-- Gives up:    after waiting 2 seconds for a lock, after running without limit
-- Retry:       up to 10 attempts when the lock was not available, 1 second apart at first and at most 1 minute
-- Gate before: The index is valid. (asked below)
-- Gate before: Column `phone_number` exists. (asked below)
-- Gate before: The sync trigger is enabled. (asked below)
-- Done when:   Old and new column are equal in every row. Then it need not run again:
--     SELECT count(*) FROM owners WHERE phone_number IS DISTINCT FROM telephone
--     -- returns 0

-- 1. Set up.

BEGIN;

DO $gate$
DECLARE
    cofferdam_answer text;
BEGIN
    cofferdam_answer := (
        SELECT indisvalid FROM pg_index WHERE indexrelid = 'owners_phone_number_idx'::regclass
    )::text;
    IF cofferdam_answer IS DISTINCT FROM 'true' THEN
        RAISE EXCEPTION USING
            MESSAGE = 'gate before backfill-1 does not hold: The index is valid.',
            DETAIL = 'expected true, found ' || coalesce(cofferdam_answer, 'no answer'),
            HINT = 'Nothing of this file was done. See plan.md for what the gate waits for.';
    END IF;
END
$gate$;

DO $gate$
DECLARE
    cofferdam_answer text;
BEGIN
    cofferdam_answer := (
        SELECT count(*) FROM information_schema.columns WHERE table_name = 'owners' AND column_name = 'phone_number'
    )::text;
    IF cofferdam_answer IS DISTINCT FROM '1' THEN
        RAISE EXCEPTION USING
            MESSAGE = 'gate before backfill-1 does not hold: Column `phone_number` exists.',
            DETAIL = 'expected 1, found ' || coalesce(cofferdam_answer, 'no answer'),
            HINT = 'Nothing of this file was done. See plan.md for what the gate waits for.';
    END IF;
END
$gate$;

DO $gate$
DECLARE
    cofferdam_answer text;
BEGIN
    cofferdam_answer := (
        SELECT tgenabled FROM pg_trigger WHERE tgname = 'owners_phone_sync'
    )::text;
    IF cofferdam_answer IS DISTINCT FROM 'O' THEN
        RAISE EXCEPTION USING
            MESSAGE = 'gate before backfill-1 does not hold: The sync trigger is enabled.',
            DETAIL = 'expected O, found ' || coalesce(cofferdam_answer, 'no answer'),
            HINT = 'Nothing of this file was done. See plan.md for what the gate waits for.';
    END IF;
END
$gate$;

SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '0s';

CREATE TABLE cofferdam_backfill_1 (done bigint NOT NULL, total bigint NOT NULL);

INSERT INTO cofferdam_backfill_1 SELECT 0, coalesce(max(id), 0) FROM owners;

CREATE PROCEDURE cofferdam_backfill_1_run(most bigint DEFAULT 9223372036854775807) LANGUAGE plpgsql AS $run$
DECLARE
    at bigint;
    stop bigint;
BEGIN
    SELECT done, total INTO at, stop FROM cofferdam_backfill_1;
    WHILE at < stop AND most > 0 LOOP
        UPDATE owners SET phone_number = telephone
        WHERE id > at AND id <= at + 5000 AND phone_number IS DISTINCT FROM telephone;
        at := at + 5000;
        UPDATE cofferdam_backfill_1 SET done = at;
        COMMIT;
        most := most - 1;
        PERFORM pg_sleep(0.1);
    END LOOP;
END
$run$;

COMMIT;

-- 2. The pilot: the first 10 batches, 50,000 rows of the key range. Look at the rate, and replace the estimate by it:
--     SELECT done, total FROM cofferdam_backfill_1

SET lock_timeout = '2s';
SET statement_timeout = '0s';

CALL cofferdam_backfill_1_run(10);

RESET lock_timeout;
RESET statement_timeout;
