package dev.cofferdam.evals.backfill;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Predictions, summed up as Markdown. */
record PredictionPage(List<Prediction> all) {
    private static final double LOG_TOLERANCE = 0.05;

    PredictionPage {
        all = List.copyOf(all);
    }

    String text() {
        StringBuilder page = new StringBuilder("""

                | shape | runs | time in range | actual time by predicted | log within 5 % | actual log by predicted |
                |---|---:|---:|---|---:|---|
                """);
        all.stream()
                .map(Prediction::shape)
                .distinct()
                .forEach(shape -> page.append(row(
                        shape,
                        all.stream().filter(one -> one.shape().equals(shape)).toList())));
        return page.append(row("**all**", all)).toString();
    }

    private static String row(String label, List<Prediction> some) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %d | %s |\n",
                label,
                some.size(),
                some.stream().filter(Prediction::isInRange).count(),
                spread(some, Prediction::timeShare),
                some.stream()
                        .filter(one -> Math.abs(one.logShare() - 1) <= LOG_TOLERANCE)
                        .count(),
                spread(some, Prediction::logShare));
    }

    private static String spread(List<Prediction> some, ToDoubleFunction<Prediction> share) {
        double[] sorted = some.stream().mapToDouble(share).sorted().toArray();
        return String.format(Locale.ROOT, "%.2f to %.2f", sorted[0], sorted[sorted.length - 1]);
    }
}
