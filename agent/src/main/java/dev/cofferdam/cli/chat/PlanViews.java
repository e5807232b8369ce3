package dev.cofferdam.cli.chat;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.report.CellWords;
import dev.cofferdam.toolbox.Spans;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parts of a plan as a conversation shows them, as Markdown or as lines. */
final class PlanViews {
    private static final int ID_WIDTH = 14;

    private final Plan plan;
    private final Ink ink;

    PlanViews(Plan plan, Ink ink) {
        this.plan = plan;
        this.ink = ink;
    }

    /** Every phase with its steps, who may run meanwhile, and what they lock. */
    List<String> phases() {
        List<String> lines = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            lines.add(ink.bold(phase.kind().words())
                    + ink.dim("  about " + Spans.words(phase.expected()) + ", " + phase.who() + running(phase)));
            lines.add("  "
                    + phase.skippedBecause().map(reason -> "skipped: " + reason).orElse(phase.purpose()));
            phase.steps().forEach(step -> lines.add(step(step)));
            lines.add("");
        }
        return lines;
    }

    private static String running(Phase phase) {
        Set<String> versions = phase.steps().stream()
                .flatMap(step -> step.conduct().mayRun().stream())
                .map(Object::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return versions.isEmpty() ? "" : "; may run: " + String.join(", ", versions);
    }

    private String step(Step step) {
        String point = step.undo() instanceof Undo.PointOfNoReturn ? ink.red("  ← point of no return") : "";
        String locks = locks(step)
                .map(words -> "\n" + " ".repeat(ID_WIDTH + 4) + ink.dim(words))
                .orElse("");
        return "    " + ink.cyan(String.format(Locale.ROOT, "%-" + ID_WIDTH + "s", step.id())) + step.title() + point
                + locks;
    }

    private static Optional<String> locks(Step step) {
        if (step instanceof Step.Backfill backfill) {
            return Optional.of("batches of " + backfill.batchRows() + " rows, " + backfill.pauseMillis() + " ms apart");
        }
        return step instanceof Step.Sql sql ? sql.locks().stream().findFirst().map(PlanViews::lock) : Optional.empty();
    }

    private static String lock(LockExpectation lock) {
        return lock.level().toString().replace('_', ' ') + " on " + lock.table();
    }

    /** The SQL of the steps that have some, or of one step or phase. */
    Optional<String> sql(Optional<String> of) {
        List<Step> steps = plan.phases().stream()
                .flatMap(phase -> phase.steps().stream()
                        .filter(step -> of.isEmpty()
                                || of.get().equals(step.id())
                                || of.get().equals(phase.kind().words())))
                .toList();
        String text = steps.stream().map(PlanViews::sqlOf).collect(Collectors.joining("\n"));
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(text.isBlank() ? "No SQL: " + steps.get(0).title() + ".\n" : text);
    }

    private static String sqlOf(Step step) {
        List<String> statements = step instanceof Step.Sql sql
                ? sql.statements()
                : step instanceof Step.Backfill backfill
                        ? Stream.of(
                                        backfill.setup(),
                                        List.of(
                                                "-- the first batches, then look",
                                                backfill.pilot(),
                                                "-- the rest",
                                                backfill.run()))
                                .flatMap(List::stream)
                                .toList()
                        : List.of();
        return statements.isEmpty()
                ? ""
                : "**`" + step.id() + "`** " + step.title() + "\n```sql\n"
                        + statements.stream().map(PlanViews::ended).collect(Collectors.joining("\n")) + "\n```\n";
    }

    private static String ended(String statement) {
        String bare = statement.strip();
        return bare.endsWith(";") || bare.startsWith("-- ") && !bare.contains("\n") ? bare : bare + ";";
    }

    /** All SQL of the way forward, as one text to be read; the files that are run come with {@code /save}. */
    String allSql() {
        return plan.steps()
                .map(PlanViews::sqlOf)
                .filter(text -> !text.isEmpty())
                .map(text -> text.replaceAll("(?m)^```(?:sql)?\\n?", "")
                        .replaceFirst("(?m)^\\*\\*`(.*?)`\\*\\* (.*)$", "-- $1: $2"))
                .collect(Collectors.joining("\n"));
    }

    /** Every boundary with its two ways back. */
    String waysBack() {
        String rows = plan.boundaries().stream()
                .map(boundary -> "| " + boundary.id() + " | " + way(boundary.retreat()) + " | "
                        + way(boundary.abandon()) + " |\n")
                .collect(Collectors.joining());
        return "| boundary | retreat: code back, schema stays | abandon: schema back too |\n|---|---|---|\n" + rows;
    }

    private static String way(Rollback way) {
        return way.impossibleBecause()
                .map(reason -> "not possible: " + reason)
                .orElseGet(() -> way.steps().isEmpty()
                        ? "nothing to do; loses " + way.loss()
                        : "about " + Spans.words(way.expected()) + "; loses " + way.loss());
    }

    /** Both matrices: what each app version does at each boundary, and where the ways back lead. */
    String matrices() {
        return "**Which app versions work**\n\n" + matrix(plan.compatibility()) + "\n**Which ways back work**\n\n"
                + matrix(plan.rollbacks());
    }

    private String matrix(List<Cell> cells) {
        List<String> columns = cells.stream().map(Cell::column).distinct().toList();
        StringBuilder text = new StringBuilder("| at |");
        columns.forEach(column -> text.append(' ').append(column).append(" |"));
        text.append("\n|").append("---|".repeat(columns.size() + 1)).append('\n');
        for (String boundary : cells.stream().map(Cell::boundary).distinct().toList()) {
            text.append("| ").append(boundary).append(" |");
            for (String column : columns) {
                text.append(' ')
                        .append(cells.stream()
                                .filter(cell -> cell.boundary().equals(boundary)
                                        && cell.column().equals(column))
                                .findFirst()
                                .map(PlanViews::mark)
                                .orElse(""))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String mark(Cell cell) {
        String sign =
                switch (cell.result()) {
                    case SURVIVES -> "✓ ";
                    case FAILS -> "✗ ";
                    case LOSES_DATA -> "▼ ";
                    case COULD_NOT_DECIDE -> "? ";
                    case NOT_APPLICABLE -> "";
                };
        return cell.result() == Cell.Result.NOT_APPLICABLE
                ? "–"
                : sign + CellWords.standing(cell).orElse(CellWords.result(cell));
    }

    /** The ids of all boundaries. */
    List<String> boundaries() {
        return plan.boundaries().stream().map(Boundary::id).toList();
    }
}
