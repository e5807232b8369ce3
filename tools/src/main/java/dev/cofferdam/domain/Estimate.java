package dev.cofferdam.domain;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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

    private static final double FASTER = 0.7;
    private static final double SLOWER = 2.0;

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

    /**
     * The same once the plan was played: the rate of that rehearsal stands in for the one that was assumed, and says no more about production. The
     * range is a little wider than what larger tables took beside the rate of a small one: 0.8 to 1.6 times as long.
     *
     * @param rowsPerSecond pauses left out
     * @param how how much was measured
     */
    public Estimate measured(long rowsPerSecond, String how, long pauseMillis) {
        if (basis != Basis.REHEARSAL_RATE) {
            return this;
        }
        double work = (double) rows / rowsPerSecond;
        double pauses = batches * pauseMillis / 1000.0;
        List<String> said = new ArrayList<>();
        said.add(String.format(
                Locale.ROOT,
                "rate of %,d rows/s, measured when this plan was played (%s); production differs, and the pilot will show how much",
                rowsPerSecond,
                how));
        assumptions.stream().filter(one -> !one.startsWith("rate ")).forEach(said::add);
        return new Estimate(
                step,
                rows,
                rowSource,
                batches,
                batchRows,
                rounded(work * FASTER + pauses, RoundingMode.FLOOR),
                rounded(work * SLOWER + pauses, RoundingMode.CEILING),
                walBytes,
                basis,
                said,
                cites);
    }

    /** The same with another volume of write-ahead log, as it was measured row by row. */
    public Estimate withLog(long bytes) {
        return new Estimate(step, rows, rowSource, batches, batchRows, low, high, bytes, basis, assumptions, cites);
    }

    /** Two digits are more than such a range knows: whole minutes above ten minutes, ten seconds above one; no time at all is a second. */
    public static Duration rounded(double time, RoundingMode mode) {
        long seconds = Math.max(1, Math.round(time));
        long unit = seconds >= 600 ? 60 : seconds >= 60 ? 10 : 1;
        long units = mode == RoundingMode.FLOOR ? seconds / unit : (seconds + unit - 1) / unit;
        return Duration.ofSeconds(units * unit);
    }
}
