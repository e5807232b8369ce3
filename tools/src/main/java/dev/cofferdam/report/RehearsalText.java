package dev.cofferdam.report;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Observation.Kind;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Step;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was seen when a plan was played, for a terminal of 100 columns: the steps, and the two matrices as grids. */
public final class RehearsalText {
    private static final int WIDTH = 100;

    private RehearsalText() {}

    /** All of it, without the findings. */
    public static String of(Plan plan, Rehearsed seen) {
        String text = steps(plan, seen) + "\n"
                + grid("Which version works where", seen.compatibility())
                + grid("Which way back works from where", seen.rollbacks())
                + remarks(seen.remarks());
        return text.lines().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String steps(Plan plan, Rehearsed seen) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT, "%-14s %9s  %-9s  %s%n", "step", "took", "waited", "what it locked against writers"));
        for (Phase phase : plan.phases()) {
            for (Step step : phase.steps()) {
                List<Observation> own = seen.observations().stream()
                        .filter(one -> one.step().equals(step.id()))
                        .toList();
                text.append(cut(String.format(
                                Locale.ROOT,
                                "%-14s %9s  %-9s  %s",
                                step.id(),
                                first(own, Kind.DURATION)
                                        .map(one -> one.value() + " ms")
                                        .findFirst()
                                        .orElse("-"),
                                own.stream()
                                        .filter(one -> one.kind() == Kind.WAIT)
                                        .mapToLong(one -> Long.parseLong(one.value()))
                                        .max()
                                        .stream()
                                        .mapToObj(millis -> millis + " ms")
                                        .findFirst()
                                        .orElse("-"),
                                locks(own))))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static Stream<Observation> first(List<Observation> own, Kind kind) {
        return own.stream().filter(one -> one.kind() == kind);
    }

    /** The modes that keep out writers, strongest last where a table has several. */
    private static String locks(List<Observation> own) {
        String locks = own.stream()
                .filter(one -> one.kind() == Kind.LOCK)
                .filter(one -> Set.of("SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE")
                        .contains(one.value()))
                .map(one -> one.subject() + " " + one.value() + " for " + one.evidence())
                .collect(Collectors.joining(", "));
        return locks.isEmpty() ? "-" : locks;
    }

    private static String grid(String title, List<Cell> cells) {
        if (cells.isEmpty()) {
            return "";
        }
        Set<String> columns = cells.stream().map(Cell::column).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> boundaries =
                cells.stream().map(Cell::boundary).collect(Collectors.toCollection(LinkedHashSet::new));
        StringBuilder text = new StringBuilder(title).append('\n');
        text.append(String.format(Locale.ROOT, "  %-20s", ""));
        columns.forEach(column -> text.append(String.format(Locale.ROOT, "%-14s", column)));
        text.append('\n');
        for (String boundary : boundaries) {
            text.append(String.format(Locale.ROOT, "  %-20s", boundary));
            for (String column : columns) {
                text.append(String.format(
                        Locale.ROOT,
                        "%-14s",
                        cells.stream()
                                .filter(cell -> cell.boundary().equals(boundary)
                                        && cell.column().equals(column))
                                .map(RehearsalText::words)
                                .findFirst()
                                .orElse("")));
            }
            text.append('\n');
        }
        cells.stream().filter(cell -> cell.result() != Cell.Result.SURVIVES).forEach(cell -> text.append(
                        cut("  " + cell.boundary() + ", " + cell.column() + ": " + Words.oneLine(cell.evidence())))
                .append('\n'));
        return text.append('\n').toString();
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
