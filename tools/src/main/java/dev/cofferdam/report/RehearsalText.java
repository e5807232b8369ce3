package dev.cofferdam.report;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen when a plan was played, for a terminal of 100 columns: the steps, and the two matrices as grids. */
public final class RehearsalText {
    private static final int WIDTH = 100;

    private RehearsalText() {}

    /** All of it, without the findings. */
    public static String of(Plan plan, Rehearsed seen) {
        String text = steps(plan, seen) + "\n"
                + grid("Which version works where", plan.compatibility(), seen.compatibility())
                + grid("Which way back works from where", plan.rollbacks(), seen.rollbacks())
                + remarks(seen.remarks());
        return text.lines().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String steps(Plan plan, Rehearsed seen) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%-14s %9s  %-9s  %s%n", "step", "took", "waited", "what it locked against writers"));
        for (StepSeen step : StepSeen.of(plan, seen.observations())) {
            text.append(cut(String.format(
                            Locale.ROOT,
                            "%-14s %9s  %-9s  %s",
                            step.id(),
                            StepSeen.millis(step.took()).orElse("-"),
                            StepSeen.millis(step.waited()).orElse("-"),
                            step.locks().isEmpty() ? "-" : String.join(", ", step.locks()))))
                    .append('\n');
        }
        HeldRows.of(seen.observations())
                .ifPresent(words -> text.append('\n').append(words).append('\n'));
        return text.toString();
    }

    /** What the plan states and nobody played has its place too. */
    private static String grid(String title, List<Cell> stated, List<Cell> played) {
        if (played.isEmpty()) {
            return title + "\n  not played\n\n";
        }
        Set<String> columns = distinct(stated, played, Cell::column);
        StringBuilder text = new StringBuilder(title).append('\n');
        text.append(String.format(Locale.ROOT, "  %-20s", ""));
        columns.forEach(column -> text.append(String.format(Locale.ROOT, "%-14s", column)));
        text.append('\n');
        for (String boundary : distinct(stated, played, Cell::boundary)) {
            text.append(String.format(Locale.ROOT, "  %-20s", boundary));
            columns.forEach(
                    column -> text.append(String.format(Locale.ROOT, "%-14s", words(find(played, boundary, column)))));
            text.append('\n');
        }
        played.stream().filter(cell -> cell.result() != Cell.Result.SURVIVES).forEach(cell -> text.append(
                        cut("  " + cell.boundary() + ", " + cell.column() + ": " + Words.oneLine(cell.evidence())))
                .append('\n'));
        return text.append('\n').toString();
    }

    private static Set<String> distinct(List<Cell> stated, List<Cell> played, Function<Cell, String> part) {
        return Stream.concat(stated.stream(), played.stream())
                .map(part)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Cell> find(List<Cell> cells, String boundary, String column) {
        return cells.stream()
                .filter(cell ->
                        cell.boundary().equals(boundary) && cell.column().equals(column))
                .findFirst();
    }

    private static String words(Optional<Cell> cell) {
        return cell.map(RehearsalText::words).orElse("not played");
    }

    private static String words(Cell cell) {
        return switch (cell.result()) {
            case SURVIVES -> "works";
            case LOSES_DATA -> "LOSES DATA";
            case FAILS -> "fails";
            case NOT_APPLICABLE -> "-";
            case COULD_NOT_DECIDE -> "undecided";
        };
    }

    private static String remarks(List<String> remarks) {
        return remarks.isEmpty()
                ? ""
                : "Not played as it should be\n"
                        + remarks.stream()
                                .map(remark -> cut("  " + Words.oneLine(remark)) + "\n")
                                .collect(Collectors.joining())
                        + "\n";
    }

    private static String cut(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
