package dev.cofferdam.report;

import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.Step;

/**
 * A backfill as a shell script around psql: a few batches at a time, and between them it looks whether it is to pause, to stop, or to wait for a replica.
 * The procedure alone can be stopped too, but it cannot see replicas, and one call of hours is one backend of hours.
 *
 * @param path where the script lies below the plan's folder
 * @param setUp where the file lies that begins the backfill
 */
record BackfillScript(String plan, String path, String setUp, Step.Backfill step) {
    String text() {
        return """
                #!/bin/sh
                # Plan %1$s, step %2$s
                # %3$s
                #
                # Goes on with the backfill that %4$s has set up, a few batches in each call, until nothing is left.
                #
                # Run with:   PGHOST=... PGDATABASE=... PGUSER=... sh %5$s
                # Stop:       Ctrl-C, or:  touch backfill.stop     finished batches stay; run it again to go on
                # Pause:      touch backfill.pause                 and remove the file to go on
                # Replicas:   waits while one is more than MAX_LAG_BYTES behind (default 100 MB)
                # Failures:   a call that fails is tried again, ATTEMPTS times in all (default %13$d), WAIT_SECONDS (default 5) apart
                # Exit code:  0 all rows are filled, 1 gave up or nothing moves any more, 3 stopped before the end
                set -u

                max_lag=${MAX_LAG_BYTES:-100000000}
                wait_seconds=${WAIT_SECONDS:-5}
                attempts=${ATTEMPTS:-%13$d}

                ask() {
                    psql -X -q -A -t -v ON_ERROR_STOP=1
                }

                batches() {
                    ask <<'%6$s'
                %7$s%8$s%6$s
                }

                progress() {
                    ask <<'%6$s'
                %9$s%6$s
                }

                answer() {
                    ask <<'%6$s'
                SELECT (
                %10$s)::text;
                %6$s
                }

                # Bytes that the slowest replica has not replayed yet. A role without pg_monitor sees none, and then nothing is waited for.
                lag() {
                    ask <<'%6$s'
                SELECT coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)), 0)::bigint FROM pg_stat_replication;
                %6$s
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
                        if [ "$left" = %11$s ]; then
                            echo "done: %12$s"
                            exit 0
                        fi
                        echo "nothing moves any more, and the step is not done: its last question was answered with $left" >&2
                        exit 1
                    fi
                    before=$now
                done
                """.formatted(
                Words.oneLine(plan),
                Words.oneLine(step.id()),
                Words.oneLine(step.title()),
                setUp,
                path,
                end(),
                SqlText.sessionTimeouts(step.timeouts()),
                SqlText.statement(step.pilot()),
                SqlText.statement(step.progress()),
                step.doneWhen().sql().strip().replaceAll("[;\\s]+$", "") + "\n",
                quoted(step.doneWhen().expected()),
                // Inside double quotes the shell reads these four.
                Words.sentence(Words.oneLine(step.doneWhen().statement())).replaceAll("[\\\\\"$`]", ""),
                step.retry().attempts());
    }

    /** No statement of a plan can end the text that it stands in. */
    private String end() {
        String all = step.pilot() + step.progress() + step.doneWhen().sql();
        return "SQL_" + Digest.whole(all).substring(0, 8);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
