package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Observation;
import dev.cofferdam.rehearse.traffic.Lost;
import dev.cofferdam.rehearse.traffic.Trouble;
import java.util.ArrayList;
import java.util.List;

/** What a rehearsal sees, as observations; the kinds are the constants. */
public final class Sights {
    /** A statement of the plan, or a gate, failed; the evidence is the server's message. */
    public static final String FAILED = DryRun.FAILED;

    /** {@code table mode}: a lock that the step held; the evidence is how long, in milliseconds. */
    public static final String LOCK = "lock";

    /** A table that was written anew. */
    public static final String REWRITE = "rewrite";

    /** An index that the step left invalid. */
    public static final String INVALID = "invalid-index";

    /** Milliseconds for which the step stood in the way of a statement, which is the evidence. */
    public static final String WAIT = "wait-ms";

    /** {@code version: SQLSTATE}: a statement of an app version that may run failed; the evidence is the message and the statement. */
    public static final String ERROR = "error";

    /** A value that an app version wrote was not there afterwards. */
    public static final String LOST_WRITE = "lost-write";

    /** Milliseconds that the step took. */
    public static final String DURATION = "duration-ms";

    /** Bytes of write-ahead log that the server wrote meanwhile, traffic included. */
    public static final String WAL = "wal-bytes";

    private Sights() {}

    static List<Observation> of(String step, StepWatch.Seen seen) {
        List<Observation> all = new ArrayList<>();
        seen.locks()
                .forEach(held -> all.add(new Observation(
                        step, LOCK, held.relation() + " " + held.level().words(), held.millis() + " ms")));
        seen.rewritten()
                .forEach(table -> all.add(new Observation(step, REWRITE, table.toString(), "its file was replaced")));
        seen.invalid()
                .forEach(index -> all.add(new Observation(step, INVALID, index.toString(), "pg_index.indisvalid")));
        seen.waits().forEach((query, millis) -> all.add(new Observation(step, WAIT, Long.toString(millis), query)));
        all.add(new Observation(step, DURATION, Long.toString(seen.millis()), "measured here, not on your server"));
        all.add(new Observation(step, WAL, Long.toString(seen.walBytes()), "pg_current_wal_insert_lsn"));
        return all;
    }

    static List<Observation> troubles(String step, List<Trouble> troubles) {
        return troubles.stream()
                .map(one -> new Observation(
                        step,
                        ERROR,
                        one.version().label() + ": " + one.sqlState(),
                        one.message().lines().findFirst().orElse("") + " in: " + one.statement()))
                .toList();
    }

    static List<Observation> lost(String step, List<Lost> lost) {
        return lost.stream()
                .limit(1)
                .map(one -> new Observation(
                        step, LOST_WRITE, lost.size() + (lost.size() == 1 ? " row" : " rows"), one.toString()))
                .toList();
    }
}
