package dev.cofferdam.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.rehearse.BackfillTrial;
import dev.cofferdam.report.EstimateText;
import dev.cofferdam.report.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What backfills of a change cost, as people and as programs read it. */
final class EstimateReport {
    private final Change change;
    private final List<Line> backfills;

    /**
     * One backfill.
     *
     * @param estimate for the rows that the table really has
     * @param measured what the estimate rests on, besides the rows
     */
    record Line(Estimate estimate, BackfillTrial.Measured measured) {
        Duration pauses() {
            return Duration.ofMillis(estimate.batches() * measured.step().pauseMillis());
        }

        /** As far as the measured one grew, row by row. */
        long grownBytes() {
            return Math.max(0, perRow(measured.grownBytes()) * estimate.rows());
        }

        long logPerRow() {
            return perRow(measured.walBytes());
        }

        /** At the fastest. */
        long logPerSecond() {
            return estimate.walBytes() / Math.max(1, estimate.low().toSeconds());
        }

        private long perRow(long bytes) {
            return Math.round((double) bytes / measured.rows());
        }
    }

    EstimateReport(Change change, List<Line> backfills) {
        this.change = change;
        this.backfills = List.copyOf(backfills);
    }

    void print(Screen screen) {
        PrintWriter out = screen.text();
        out.println(screen.bold(change.summary()));
        if (backfills.isEmpty()) {
            out.println("  nothing is backfilled: the playbook's plan changes the catalog, or leaves rows to a person");
        }
        for (Line one : backfills) {
            out.println("  " + one.measured().step().id() + "  "
                    + one.measured().step().title());
            out.println();
            print(out, one);
        }
    }

    private static void print(PrintWriter out, Line one) {
        Estimate estimate = one.estimate();
        line(out, "Rows", Words.number(estimate.rows()) + " (" + estimate.rowSource() + ")");
        line(
                out,
                "Batches",
                Words.number(estimate.batches()) + " of " + Words.count(estimate.batchRows(), "row") + ", with "
                        + one.measured().step().pauseMillis() + " ms after each");
        line(out, "Duration", EstimateText.range(estimate) + label(estimate.basis()));
        line(out, "", Words.span(one.pauses()) + " of it are pauses, which the procedure takes as an argument");
        line(
                out,
                "WAL",
                "about " + Words.bytes(estimate.walBytes()) + ", " + Words.number(one.logPerRow())
                        + " bytes a row; up to " + Words.bytes(one.logPerSecond()) + "/s to each replica and slot");
        line(
                out,
                "Growth",
                "table and indexes grow by up to " + Words.bytes(one.grownBytes()) + " until vacuum makes room");
        line(out, "Measured", measured(one.measured()));
        line(
                out,
                "Unknown",
                "your disk, cache and load; the plan's pilot of "
                        + Words.count(one.measured().step().pilotBatches(), "batch", "batches")
                        + " measures them, --rate N uses a rate that you know");
    }

    private static String measured(BackfillTrial.Measured measured) {
        return String.format(
                Locale.ROOT,
                "%s filled in %.1f s (%s rows/s) in a throw-away PostgreSQL, with %s and %s",
                Words.count(measured.rows(), "row"),
                measured.working().toMillis() / 1000.0,
                Words.number(measured.rowsPerSecond()),
                Words.count(measured.indexes(), "index", "indexes"),
                Words.count(measured.triggers(), "trigger"));
    }

    private static String label(Estimate.Basis basis) {
        return switch (basis) {
            case REHEARSAL_RATE -> " (rehearsal rate, not your server's)";
            case USER_RATE -> " (at the rate given)";
            case PILOT_RATE -> " (pilot rate)";
        };
    }

    private static void line(PrintWriter out, String label, String words) {
        out.println(String.format(Locale.ROOT, "%-11s%s", label, words));
    }

    /** Durations in whole seconds, sizes in bytes. */
    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("change", change.summary());
        ArrayNode all = root.putArray("backfills");
        for (Line one : backfills) {
            Estimate estimate = one.estimate();
            BackfillTrial.Measured measured = one.measured();
            ObjectNode node = all.addObject()
                    .put("step", measured.step().id())
                    .put("table", measured.step().table().toString())
                    .put("rows", estimate.rows())
                    .put("rowSource", estimate.rowSource())
                    .put("batches", estimate.batches())
                    .put("batchRows", estimate.batchRows())
                    .put("pauseMillis", measured.step().pauseMillis())
                    .put("lowSeconds", estimate.low().toSeconds())
                    .put("highSeconds", estimate.high().toSeconds())
                    .put(
                            "basis",
                            estimate.basis().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("walBytes", estimate.walBytes())
                    .put("growthBytes", one.grownBytes());
            node.putObject("measured")
                    .put("rows", measured.rows())
                    .put("millis", measured.working().toMillis())
                    .put("rowsPerSecond", measured.rowsPerSecond())
                    .put("walBytes", measured.walBytes())
                    .put("indexes", measured.indexes())
                    .put("triggers", measured.triggers());
            estimate.assumptions().forEach(node.putArray("assumptions")::add);
        }
        return root.toPrettyString() + "\n";
    }
}
