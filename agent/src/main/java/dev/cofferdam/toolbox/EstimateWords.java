package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An estimate as a planner reads it. */
final class EstimateWords {
    private EstimateWords() {}

    static Report of(TableRef table, Estimate estimate) {
        String text = String.format(
                Locale.ROOT,
                "backfill of %s: %,d rows (%s) in %,d batches of %,d, %s to %s, about %,d bytes of WAL; basis: %s\n%s",
                table,
                estimate.rows(),
                estimate.rowSource(),
                estimate.batches(),
                estimate.batchRows(),
                estimate.low(),
                estimate.high(),
                estimate.walBytes(),
                estimate.basis(),
                String.join("\n", estimate.assumptions()));
        Map<String, String> values = Map.of(
                "rows", String.valueOf(estimate.rows()),
                "batches", String.valueOf(estimate.batches()),
                "batchRows", String.valueOf(estimate.batchRows()),
                "low", estimate.low().toString(),
                "high", estimate.high().toString(),
                "walBytes", String.valueOf(estimate.walBytes()),
                "basis", estimate.basis().toString());
        return Report.of(text, values, List.of(table.toString()));
    }
}
