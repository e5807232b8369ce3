#!/bin/sh
# Plan 2026-03-14-rename-owners-telephone, step backfill-1
# Copy telephone to phone_number
#
# Goes on with the backfill that sql/03-backfill/backfill-01-copy-telephone-to-phone-number.sql has set up, a few batches in each call, until nothing is left.
#
# Run with:   PGHOST=... PGDATABASE=... PGUSER=... sh sql/03-backfill/backfill-01_2-rest.sh
# Stop:       Ctrl-C, or:  touch backfill.stop     finished batches stay; run it again to go on
# Pause:      touch backfill.pause                 and remove the file to go on
# Replicas:   waits while one is more than MAX_LAG_BYTES behind (default 100 MB)
# Failures:   a call that fails is tried again, ATTEMPTS times in all (default 10), WAIT_SECONDS (default 5) apart
# Exit code:  0 all rows are filled, 1 gave up or nothing moves any more, 3 stopped before the end
set -u

max_lag=${MAX_LAG_BYTES:-100000000}
wait_seconds=${WAIT_SECONDS:-5}
attempts=${ATTEMPTS:-10}

ask() {
    psql -X -q -A -t -v ON_ERROR_STOP=1
}

batches() {
    ask <<'SQL_488b73bc'
SET lock_timeout = '2s';
SET statement_timeout = '0s';
CALL cofferdam_backfill_1_run(10);
SQL_488b73bc
}

progress() {
    ask <<'SQL_488b73bc'
SELECT done, total FROM cofferdam_backfill_1;
SQL_488b73bc
}

answer() {
    ask <<'SQL_488b73bc'
SELECT (
SELECT count(*) FROM owners WHERE phone_number IS DISTINCT FROM telephone
)::text;
SQL_488b73bc
}

# Bytes that the slowest replica has not replayed yet. A role without pg_monitor sees none, and then nothing is waited for.
lag() {
    ask <<'SQL_488b73bc'
SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)), 0)::bigint FROM pg_stat_replication;
SQL_488b73bc
}

before=
failed=0
while :; do
    if [ -e backfill.stop ]; then
        echo "stopped: backfill.stop is there; remove it and run this again to go on" >&2
        exit 3
    fi
    if [ -e backfill.pause ]; then
        echo "paused: backfill.pause is there"
        sleep "$wait_seconds"
        continue
    fi
    behind=$(lag) || exit 1
    if [ "$behind" -gt "$max_lag" ]; then
        echo "waiting: a replica is $behind bytes behind"
        sleep "$wait_seconds"
        continue
    fi
    if ! batches; then
        failed=$((failed + 1))
        if [ "$failed" -ge "$attempts" ]; then
            echo "gave up after $failed attempts; finished batches stay" >&2
            exit 1
        fi
        sleep "$wait_seconds"
        continue
    fi
    failed=0
    now=$(progress) || exit 1
    echo "$now"
    if [ "$now" = "$before" ]; then
        left=$(answer) || exit 1
        if [ "$left" = '0' ]; then
            echo "done: Old and new column are equal in every row."
            exit 0
        fi
        echo "nothing moves any more, and the step is not done: its last question was answered with $left" >&2
        exit 1
    fi
    before=$now
done
