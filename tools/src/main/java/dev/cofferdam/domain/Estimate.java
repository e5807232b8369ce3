package dev.cofferdam.domain;

import java.time.Duration;
import java.util.List;

/**
 * How long the backfill takes, as a range.
 *
 * @param rows rows to go through
 * @param rowSource who says so: counted, catalog estimate, or the user
 * @param walBytes write-ahead log that it makes, in bytes
 * @param basis whose rate it is; anything but the user's rate or the pilot's says nothing about production
 */
public record Estimate(
        String step,
        long rows,
        String rowSource,
        long batches,
        long batchRows,
        Duration low,
        Duration high,
        long walBytes,
        Basis basis,
        List<String> assumptions,
        List<String> cites) {

    /** Where the rate comes from. */
    public enum Basis {
        /** Measured in a throw-away database on some other machine. */
        REHEARSAL_RATE,
        /** Given by the user. */
        USER_RATE,
        /** Measured by the pilot batches in production. */
        PILOT_RATE
    }

    public Estimate {
        Checks.atLeast(0, rows, "rows");
        assumptions = List.copyOf(assumptions);
        cites = List.copyOf(cites);
    }
}
