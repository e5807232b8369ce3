package dev.cofferdam.evals.backfill;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.rehearse.BackfillTrial;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What was said of a backfill on the word of a small one, and what it took. Pauses are left out of both: they are known, and would make every range look good.
 *
 * @param shape name of the table's shape
 */
record Prediction(String shape, BackfillTrial.Measured sample, BackfillTrial.Measured actual) {
    private static final double MILLIS = 1000.0;

    /** Actual time as a share of what the sample's rate alone would give. */
    double timeShare() {
        return actual.working().toMillis() / (MILLIS * actual.rows() / sample.rowsPerSecond());
    }

    /** Actual log as a share of what the sample's rows would give. */
    double logShare() {
        return (double) actual.walBytes() / actual.rows() / ((double) sample.walBytes() / sample.rows());
    }

    /** Whether the actual time lies in the range that the house states, in whole seconds as it states it. */
    boolean isInRange() {
        Estimate stated = stated();
        long seconds = Math.round(actual.working().toMillis() / MILLIS);
        return seconds >= stated.low().toSeconds() && seconds <= stated.high().toSeconds();
    }

    Estimate stated() {
        RowCount count = new RowCount(actual.step().table(), actual.rows(), RowCount.Source.COUNTED);
        return BackfillEstimate.of(actual.step().id(), count, OptionalLong.empty(), List.of())
                .measured(sample.rowsPerSecond(), "", 0);
    }

    /** Tab-separated: shape, rows, seconds of the sample, range in seconds, actual seconds, share of time, share of log. */
    String line() {
        Estimate stated = stated();
        return String.format(
                Locale.ROOT,
                "%s\t%d\t%.2f\t%d\t%d\t%.2f\t%s\t%.2f\t%.3f\n",
                shape,
                actual.rows(),
                sample.working().toMillis() / MILLIS,
                stated.low().toSeconds(),
                stated.high().toSeconds(),
                actual.working().toMillis() / MILLIS,
                isInRange() ? "in" : "out",
                timeShare(),
                logShare());
    }
}
