package dev.cofferdam.rows;

import dev.cofferdam.domain.Estimate;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a keyset backfill costs, from the number of rows. A point would be a lie, so it is a range.
 *
 * <p>The rates were measured on an embedded PostgreSQL 17 with narrow rows (about 60 bytes), batches of 5,000 and a row trigger: 192,000
 * rows/s without and 109,000 with one more index, commit not durable; the same run with fsync took up to 1.6 times as long as
 * predicted. WAL was 245 bytes a row, 56 more for the trigger, and 1.3 times that with full-page images; it hardly varied.
 */
public final class BackfillEstimate {
    /** Rows of one batch: throughput hardly grows above this, the time that row locks are held does. */
    public static final long BATCH_ROWS = 5_000;

    /** Wait between two batches, in milliseconds, so that replicas and vacuum keep up. */
    public static final long PAUSE_MILLIS = 100;

    private static final double FASTEST_ROWS_PER_SECOND = 192_000;
    private static final double SLOWEST_ROWS_PER_SECOND = 109_000 / 1.6;
    private static final double WAL_BYTES_PER_ROW = (245 + 56) * 1.3;
    private static final double SPREAD_OF_GIVEN_RATE = 1.5;

    private BackfillEstimate() {}

    /**
     * The range for so many rows.
     *
     * @param step id of the backfill step
     * @param count at most {@link RowCount#MOST_ROWS}
     * @param rate rows per second on the user's own server, at least 1, when the user knows it
     * @param cites ids of the facts that the row count rests on
     */
    public static Estimate of(String step, RowCount count, OptionalLong rate, List<String> cites) {
        if (count.rows() < 0 || count.rows() > RowCount.MOST_ROWS || rate.orElse(1) < 1) {
            throw new IllegalArgumentException("no backfill of " + count.rows() + " rows at " + rate + " rows/s");
        }
        long batches = Math.max(1, (count.rows() + BATCH_ROWS - 1) / BATCH_ROWS);
        List<String> assumptions = new ArrayList<>();
        double low;
        double high;
        if (rate.isPresent()) {
            low = (double) count.rows() / rate.getAsLong();
            high = SPREAD_OF_GIVEN_RATE * count.rows() / rate.getAsLong();
            assumptions.add("rate of " + String.format(Locale.ROOT, "%,d", rate.getAsLong())
                    + " rows/s, as given, pauses included");
        } else {
            double pauses = batches * PAUSE_MILLIS / 1000.0;
            low = count.rows() / FASTEST_ROWS_PER_SECOND + pauses;
            high = count.rows() / SLOWEST_ROWS_PER_SECOND + pauses;
            assumptions.add(
                    "rate measured in a throw-away PostgreSQL with narrow rows; production differs, and the pilot will show how much");
            assumptions.add("pause of " + PAUSE_MILLIS + " ms between batches");
        }
        assumptions.add("rows: " + count.source().words());
        assumptions.add("no replica lag, lock wait or vacuum debt that makes it pause longer");
        return new Estimate(
                step,
                count.rows(),
                count.source().words(),
                batches,
                BATCH_ROWS,
                Estimate.rounded(low, RoundingMode.FLOOR),
                Estimate.rounded(high, RoundingMode.CEILING),
                Math.round(count.rows() * WAL_BYTES_PER_ROW),
                rate.isPresent() ? Estimate.Basis.USER_RATE : Estimate.Basis.REHEARSAL_RATE,
                assumptions,
                cites);
    }
}
