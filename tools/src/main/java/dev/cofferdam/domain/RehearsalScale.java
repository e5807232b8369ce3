package dev.cofferdam.domain;

/**
 * How much is played of a plan.
 *
 * @param rows in the affected tables of the run with traffic
 * @param rowsOfCopies in those of the run from boundary to boundary
 * @param seed of all rows and values
 */
public record RehearsalScale(long rows, long rowsOfCopies, long seed) {
    /** What a plan gets unless it is told otherwise. */
    public static final RehearsalScale USUAL = new RehearsalScale(100_000, 5_000, 1);

    /** The usual one with so many rows, and never more rows in the copies than in the run that they are a small form of. */
    public static RehearsalScale of(long rows, long seed) {
        return new RehearsalScale(rows, Math.min(rows, USUAL.rowsOfCopies()), seed);
    }
}
