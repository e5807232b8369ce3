package dev.cofferdam.domain;

/**
 * Something measured while a plan, or a statement of it, ran in a throw-away database. It judges nothing.
 *
 * @param step id of the step that ran, of a boundary, or {@code end}
 * @param subject what it is about: a table, an app version, a line of the catalog, the title of what failed
 * @param value what was measured, in the kind's unit; empty where the subject says everything
 * @param evidence where it is seen: the server's message, a statement, a catalog
 */
public record Observation(String step, Kind kind, String subject, String value, String evidence) {

    /** What was measured. */
    public enum Kind {
        /** A statement of the plan, or a gate, failed. */
        FAILED,
        /** The catalogs end without something that the naive change would have kept. */
        LOST,
        /** The catalogs end with something that the naive change would not have made. */
        EXTRA,
        /** The table has children or parents by inheritance, which a trigger of the parent does not see. */
        INHERITANCE,
        /** A lock on a table; the value is its mode, the evidence for how many milliseconds it was seen. */
        LOCK,
        /** A table that was written anew. */
        REWRITE,
        /** A table whose rows were read while a lock on it kept writers out; the value is the lock's mode. */
        SCAN,
        /** An index that the step left invalid. */
        INVALID_INDEX,
        /** Milliseconds for which the step stood in the way of a statement, which is the evidence. */
        WAIT,
        /** A statement of an app version that may run failed; the value is its SQLSTATE. */
        ERROR,
        /** A value that an app version wrote was not there afterwards; the value is how many rows. */
        LOST_WRITE,
        /** A version that may run relies on something being refused that was taken; the value is what, the evidence the statement. */
        GUARANTEE,
        /** A version that may have to start does not; the value is what it looks at, {@code mapping} or {@code history}. */
        START,
        /** Milliseconds that the step took. */
        DURATION,
        /** Bytes of write-ahead log that the server wrote meanwhile, traffic included. */
        WAL,
        /** Rows per second that a backfill filled, its pauses left out. */
        RATE,
        /** A gate stopped the plan at this step because of rows that stand in the change's way; the evidence is its answer. */
        HELD
    }
}
