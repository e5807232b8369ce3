package dev.cofferdam.report.page;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.report.EstimateText;
import dev.cofferdam.report.Words;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The backfill's range on an axis of time that begins at nothing. */
final class EstimateChart {
    private static final int MARKS = 4;
    /** Steps that people count time in, in seconds. */
    private static final int[] ROUND = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400, 172_800,
        604_800
    };

    private EstimateChart() {}

    static String of(Plan plan) {
        return plan.estimate().map(EstimateChart::chart).orElse("");
    }

    private static String chart(Estimate estimate) {
        long mark = mark(estimate.high());
        long axis = mark * MARKS;
        return "<figure class=\"range\" aria-label=\"%s\"><div class=\"axis\"><div class=\"span\" style=\"left:%s%%;width:%s%%\"></div></div><div class=\"ticks\">%s</div><figcaption>%s%s</figcaption></figure>\n"
                .formatted(
                        EstimateText.range(estimate),
                        percent(estimate.low().toMillis(), axis),
                        // A range of nothing is still to be seen.
                        percent(
                                Math.max(
                                        axis * 1000 / 200,
                                        estimate.high().minus(estimate.low()).toMillis()),
                                axis),
                        IntStream.rangeClosed(0, MARKS)
                                .mapToObj(at -> "<span>" + (at == 0 ? "0" : Words.span(Duration.ofSeconds(mark * at)))
                                        + "</span>")
                                .collect(Collectors.joining()),
                        EstimateText.range(estimate),
                        estimate.basis() == Estimate.Basis.REHEARSAL_RATE
                                ? " at the rehearsal rate, which is no estimate for production"
                                : "");
    }

    private static long mark(Duration high) {
        long least = Math.max(1, (high.toSeconds() + MARKS) / MARKS);
        for (int round : ROUND) {
            if (round >= least) {
                return round;
            }
        }
        return least;
    }

    private static String percent(long millis, long axisSeconds) {
        return String.valueOf(Math.round(1000.0 * millis / (axisSeconds * 1000.0)) / 10.0);
    }
}
