-- Plan 2026-03-14-rename-owners-telephone, step backfill-1
-- Copy telephone to phone_number: the rest
--
-- Run by:      database owner, as owner
-- Run with:    psql -v ON_ERROR_STOP=1 -f sql/03-backfill/backfill-01_2-rest.sql
--              other runners: without a transaction around the file
-- Transaction: each batch in its own transaction
-- Lock:        ROW EXCLUSIVE on owners for one batch; waiting: writers of the same rows, for one batch
-- Gives up:    after waiting 2 seconds for a lock, after running without limit
-- Retry:       up to 10 attempts when the lock was not available, 1 second apart at first and at most 1 minute
-- Done when:   Old and new column are equal in every row. Then it need not run again:
--     SELECT count(*) FROM owners WHERE phone_number IS DISTINCT FROM telephone
--     -- returns 0

-- Stop it at any time: finished batches stay, and the next run of this file goes on behind them.
-- Progress, from another session:
--     SELECT done, total FROM cofferdam_backfill_1

SET lock_timeout = '2s';
SET statement_timeout = '0s';

CALL cofferdam_backfill_1_run();

RESET lock_timeout;
RESET statement_timeout;
