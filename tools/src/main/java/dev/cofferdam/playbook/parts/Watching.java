package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.WatchSignal;
import java.util.List;

/** What to look at while rows are written or an index is built, and when to stop. Thresholds are a start; the team knows its own. */
public final class Watching {
    private Watching() {}

    /** A concurrent build waits for every transaction that began before it (PostgreSQL docs, CREATE INDEX). */
    static WatchSignal oldTransactions(String stepId) {
        return new WatchSignal(
                "oldest open transaction",
                "SELECT pid, now() - xact_start AS open_for, state FROM pg_stat_activity WHERE xact_start < now() - interval '5 minutes'"
                        + " ORDER BY xact_start",
                "one that is older than 5 minutes and will not end",
                "cancel the build, end or wait for that transaction, and go on at " + stepId
                        + ", which drops the index that was left half built",
                stepId);
    }

    /**
     * A build that ended early leaves an index that costs every write and serves no read.
     *
     * @param stepId the step that clears it away
     */
    static WatchSignal brokenBuild(String table, String stepId) {
        return new WatchSignal(
                "an index that a failed build left",
                "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = " + ColumnTwin.literal(table)
                        + "::regclass AND NOT indisvalid",
                "any that is still there when the build has ended",
                "do not run the build again as it is, the name is taken; go on at " + stepId + ", which drops it",
                stepId);
    }

    static List<WatchSignal> backfill(String stepId) {
        return List.of(
                new WatchSignal(
                        "replication lag",
                        "SELECT application_name, replay_lag FROM pg_stat_replication",
                        "30 seconds",
                        "cancel the CALL; wait until replicas have caught up, then call with a longer pause_ms",
                        stepId),
                new WatchSignal(
                        "sessions that wait for a lock",
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
                        "more than 5 for longer than 10 seconds",
                        "cancel the CALL; call again with a smaller batch_rows",
                        stepId),
                slots("cancel the CALL; repair or drop the slot's consumer", stepId));
    }

    private static WatchSignal slots(String then, String stepId) {
        return new WatchSignal(
                "disk that replication slots keep from being freed",
                "SELECT slot_name, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) FROM pg_replication_slots",
                "a fifth of the free disk",
                then,
                stepId);
    }

    /** Errors of the application as a signal. */
    public static List<WatchSignal> errors(String reenterAt, String then) {
        return List.of(new WatchSignal(
                "errors of the application",
                "its logs and its error-rate metric",
                "any new kind of SQL error",
                then,
                reenterAt));
    }

    /** Batches that a person sends one by one. */
    public static List<WatchSignal> byHand(String stepId) {
        return List.of(
                new WatchSignal(
                        "replication lag",
                        "SELECT application_name, replay_lag FROM pg_stat_replication",
                        "30 seconds",
                        "wait until replicas have caught up before the next batch",
                        stepId),
                new WatchSignal(
                        "sessions that wait for a lock",
                        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
                        "more than 5 for longer than 10 seconds",
                        "cancel the batch, and go on with fewer rows in each",
                        stepId),
                slots("cancel the batch; repair or drop the slot's consumer", stepId));
    }

    /** Rows that a repair had put right, and that somebody writes again. */
    public static List<WatchSignal> comesBack(String breaches, Gate.Query isMet, String reenterAt) {
        return List.of(new WatchSignal(
                breaches + " that come back",
                isMet.sql(),
                "anything but " + isMet.expected(),
                "find out who wrote them and put it right, then repair again",
                reenterAt));
    }
}
