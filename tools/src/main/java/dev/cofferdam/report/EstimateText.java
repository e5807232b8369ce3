package dev.cofferdam.report;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Plan;
import java.util.ArrayList;
import java.util.List;

/** The backfill's duration as Markdown. A rehearsal rate is never called an estimate for production. */
public final class EstimateText {
    private EstimateText() {}

    static String of(Plan plan) {
        return "## Backfill estimate\n\n"
                + plan.estimate().map(EstimateText::estimate).orElseGet(() -> Words.capital(without(plan)) + ".\n")
                + "\n";
    }

    /** Of a plan without an estimate: rows that a person decides about take as long as the person does. */
    static String without(Plan plan) {
        return Instruction.findWriter(plan)
                .map(step -> "rows are put right by hand in " + Markdown.code(step.id())
                        + ", and how long that takes nobody can say before somebody has looked at them")
                .orElse("nothing is backfilled");
    }

    private static String estimate(Estimate estimate) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Step", Markdown.code(estimate.step())));
        rows.add(List.of("Rows", Words.number(estimate.rows()) + " (" + Markdown.prose(estimate.rowSource()) + ")"));
        rows.add(List.of(
                "Batches", Words.number(estimate.batches()) + " of " + Words.count(estimate.batchRows(), "row")));
        rows.add(List.of("Range", range(estimate)));
        rows.add(List.of("Basis", basis(estimate.basis())));
        rows.add(List.of("Write-ahead log", "about " + Words.bytes(estimate.walBytes())));
        rows.add(List.of(
                "Rests on",
                Words.and(estimate.cites().stream().map(Markdown::code).toList())));
        String assumptions = estimate.assumptions().isEmpty()
                ? ""
                : "\nAssumed: " + Markdown.prose(Words.and(estimate.assumptions())) + ".\n";
        return warning(estimate.basis()) + Markdown.table(List.of("Backfill", ""), rows) + assumptions;
    }

    /** {@code 5 minutes to 7 minutes}. */
    public static String range(Estimate estimate) {
        String low = Words.span(estimate.low());
        String high = Words.span(estimate.high());
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String basis(Estimate.Basis basis) {
        return switch (basis) {
            case REHEARSAL_RATE -> "rehearsal rate: measured in a throw-away database on another machine";
            case USER_RATE -> "the user's rate";
            case PILOT_RATE -> "pilot rate: measured by the first batches in production";
        };
    }

    private static String warning(Estimate.Basis basis) {
        return basis == Estimate.Basis.REHEARSAL_RATE
                ? "**This is a rehearsal rate, not an estimate for production.** The pilot batches give the real one.\n\n"
                : "";
    }
}
