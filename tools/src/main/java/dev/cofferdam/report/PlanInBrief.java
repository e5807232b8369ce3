package dev.cofferdam.report;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan for a thread in which other things are discussed as well: one table with a time line, and the rest folded away, piece by piece, so that a
 * piece can be left out where room is short.
 *
 * @param overview what everybody should see
 * @param details the most wanted first
 */
public record PlanInBrief(String overview, List<Folded> details) {
    private static final String BREAK = "<br>";

    public PlanInBrief {
        details = List.copyOf(details);
    }

    /** Something that opens on a click; nested ones have no place in it. */
    public record Folded(String summary, String body) {
        /** As Markdown. */
        public String markdown() {
            return Markdown.details(summary, body);
        }
    }

    /** The whole plan in brief. */
    public static PlanInBrief of(Plan plan) {
        List<Folded> details = new ArrayList<>();
        plan.phases().stream()
                .filter(phase -> !phase.steps().isEmpty())
                .forEach(phase -> details.add(new Folded(
                        Words.capital(phase.kind().words()) + ": "
                                + Words.count(phase.steps().size(), "step"),
                        steps(phase))));
        details.add(new Folded("Rollback from each boundary", rollbacks(plan)));
        details.add(new Folded("Which version works when", MatrixText.cells(plan.compatibility())));
        if (!plan.edits().isEmpty()) {
            details.add(new Folded(
                    "What changes in the code: " + Words.count(plan.edits().size(), "edit"),
                    EditsMarkdown.inBrief(plan)));
        }
        return new PlanInBrief(table(plan) + "\n" + TimeLineText.of(plan) + estimate(plan), details);
    }

    private static String table(Plan plan) {
        return Markdown.table(
                        List.of("Phase", "What happens", "Who waits", "May be running", "Takes"),
                        plan.phases().stream()
                                .filter(phase -> !phase.steps().isEmpty())
                                .map(PlanInBrief::row)
                                .toList())
                + skipped(plan);
    }

    private static String skipped(Plan plan) {
        List<String> skipped = plan.phases().stream()
                .filter(phase -> phase.steps().isEmpty())
                .map(phase -> phase.kind().words() + " ("
                        + Markdown.prose(phase.skippedBecause().orElse("nothing to do")) + ")")
                .toList();
        return skipped.isEmpty() ? "" : "\nSkipped: " + String.join("; ", skipped) + ".\n";
    }

    private static List<String> row(Phase phase) {
        List<String> who = Locks.whoWaits(phase.steps().stream().flatMap(step -> Locks.of(step).stream()));
        return List.of(
                "**" + Words.capital(phase.kind().words()) + "**",
                phase.steps().stream().map(PlanInBrief::title).collect(Collectors.joining(BREAK)),
                who.isEmpty() ? "nobody" : String.join("; ", who),
                Markdown.prose(
                        Words.versions(phase.steps().stream().flatMap(step -> step.conduct().mayRun().stream()))),
                Words.span(phase.expected()));
    }

    private static String title(Step step) {
        return Markdown.prose(step.title())
                + (step.undo() instanceof Undo.PointOfNoReturn ? " **(point of no return)**" : "");
    }

    private static String estimate(Plan plan) {
        return plan.estimate()
                .map(estimate -> "\n**Backfill:** " + estimate(estimate) + "\n")
                .orElse("");
    }

    private static String estimate(Estimate estimate) {
        if (estimate.rowSource().startsWith("assumed")) {
            return "how long it takes depends on the rows, which nobody gave; name them under `rows:` in"
                    + " `.cofferdam.yaml`, such as `rows: {owners: 12M}`.";
        }
        String basis =
                switch (estimate.basis()) {
                    case REHEARSAL_RATE ->
                        "at the rate of a throw-away database, which is no estimate for yours: the pilot batches give"
                                + " the real one";
                    case USER_RATE -> "at the rate that was given";
                    case PILOT_RATE -> "at the rate of the pilot batches";
                };
        return Words.count(estimate.rows(), "row") + " (" + Markdown.prose(estimate.rowSource()) + ") in "
                + Words.count(estimate.batches(), "batch", "batches") + ", " + Words.span(estimate.low()) + " to "
                + Words.span(estimate.high()) + " " + basis + "; about " + Words.bytes(estimate.walBytes())
                + " of WAL.";
    }

    private static String steps(Phase phase) {
        return Markdown.prose(phase.purpose()) + "\n\n"
                + phase.steps().stream().map(PlanInBrief::step).collect(Collectors.joining("\n"))
                + PhaseText.gates("Before the next phase:", PhaseText.leftOver(phase));
    }

    private static String step(Step step) {
        String gates = StepText.gateList(step.conduct().gates());
        return "**" + Markdown.code(step.id()) + "** " + title(step) + "\n\n" + sql(step)
                + (gates.isEmpty() ? "" : "Before going on:\n\n" + gates);
    }

    private static String sql(Step step) {
        if (step instanceof Step.Sql sql) {
            return Markdown.fence("sql", SqlText.statements(sql.statements()).stripTrailing()) + "\n";
        }
        if (step instanceof Step.Backfill backfill) {
            List<String> statements = new ArrayList<>(backfill.setup());
            statements.add(backfill.run());
            return Markdown.fence("sql", SqlText.statements(statements).stripTrailing()) + "\n";
        }
        return "";
    }

    private static String rollbacks(Plan plan) {
        return "Retreat: the code goes back and the schema stays. Abandon: code and schema go back.\n\n"
                + Markdown.table(
                        List.of("Boundary", "Retreat", "It costs", "Abandon", "It costs"),
                        plan.boundaries().stream().map(PlanInBrief::rollback).toList())
                + plan.boundaries().stream().map(PlanInBrief::undoSql).collect(Collectors.joining());
    }

    private static List<String> rollback(Boundary boundary) {
        return List.of(
                Markdown.prose(boundary.id().replace('-', ' ')),
                way(boundary.retreat()),
                Markdown.prose(boundary.retreat().loss()),
                way(boundary.abandon()),
                Markdown.prose(boundary.abandon().loss()));
    }

    private static String way(Rollback rollback) {
        if (rollback.impossibleBecause().isPresent()) {
            return "**impossible:** "
                    + Markdown.prose(rollback.impossibleBecause().get());
        }
        String steps = rollback.steps().stream()
                .map(step -> Markdown.prose(step.title()))
                .collect(Collectors.joining(BREAK));
        return steps.isEmpty() ? "nothing to do" : steps + BREAK + Words.span(rollback.expected());
    }

    private static String undoSql(Boundary boundary) {
        List<String> statements = boundary.abandon().steps().stream()
                .filter(Step.Sql.class::isInstance)
                .flatMap(step -> ((Step.Sql) step).statements().stream())
                .toList();
        boolean whole = boundary.abandon().steps().stream().noneMatch(Step.Backfill.class::isInstance);
        return statements.isEmpty() || !whole
                ? ""
                : "\nAbandon " + Markdown.prose(boundary.id().replace('-', ' ')) + ":\n\n"
                        + Markdown.fence("sql", SqlText.statements(statements).stripTrailing());
    }
}
