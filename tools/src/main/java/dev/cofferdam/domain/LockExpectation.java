package dev.cofferdam.domain;

/** A lock that a statement is expected to take on a table, and for how long. */
public record LockExpectation(TableRef table, LockLevel level, Hold hold) {

    /** How long the lock is held once granted. */
    public enum Hold {
        /** A catalog change: milliseconds. */
        INSTANT,
        /** As long as the rows are read once. */
        SCAN,
        /** As long as an index is built. */
        BUILD,
        /** As long as table and indexes are written anew. */
        REWRITE,
        /** As long as one batch of rows is written. */
        BATCH
    }
}
