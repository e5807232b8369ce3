package dev.cofferdam.report;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Midway;
import dev.cofferdam.domain.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The compatibility and the rollback matrix as Markdown. "Proved" is said only of what ran, never on generated probes alone. */
public final class MatrixText {
    private MatrixText() {}

    static String of(Plan plan) {
        return compatibility(plan) + matrix(plan.compatibility()) + rollback(plan) + matrix(plan.rollbacks());
    }

    /** What stands above the compatibility matrix. */
    public static String compatibility(Plan plan) {
        return "## Compatibility\n\nWhether each app version works on the schema as it stands at each boundary."
                + starting(plan) + "\n\n" + standing(plan.compatibility());
    }

    /** What stands above the rollback matrix. */
    public static String rollback(Plan plan) {
        return "## Rollback matrix\n\nWhat each way back costs at each boundary." + midway(plan) + "\n\n"
                + standing(plan.rollbacks());
    }

    private static String midway(Plan plan) {
        return plan.rollbacks().stream()
                        .anyMatch(cell -> Midway.find(plan, cell.boundary()).isPresent())
                ? " *After* and *amid* a step tell of turning back inside a phase: what ran of the phase is undone,"
                        + " the last step first, and then the way back is that of the boundary before it."
                : "";
    }

    private static String starting(Plan plan) {
        return plan.compatibility().stream().anyMatch(cell -> cell.column().endsWith(", starting"))
                ? " *Starting* tells of an instance that validates its mapping when it comes up, as Hibernate does with"
                        + " `hbm2ddl.auto=validate`; others start whatever they find." + history(plan)
                : history(plan);
    }

    private static String history(Plan plan) {
        return plan.compatibility().stream().anyMatch(cell -> cell.column().endsWith(", history"))
                ? " *History* tells of the migration tool that runs as an instance comes up, by what is known of the tool and not by running it."
                : "";
    }

    private static String matrix(List<Cell> cells) {
        return cells.isEmpty() ? "" : table(cells) + "\n" + evidence(cells) + "\n";
    }

    private static String standing(List<Cell> cells) {
        if (cells.isEmpty()) {
            return "Not worked out.\n\n";
        }
        long proved = cells.stream().filter(CellWords::isProved).count();
        long ran = cells.stream().filter(Cell::proved).count();
        if (ran == 0) {
            return "**By reasoning, not run.**\n\n";
        }
        return Words.number(proved) + " of " + Words.count(cells.size(), "cell") + " proved"
                + (ran == proved ? "" : ", " + Words.number(ran - proved) + " ran on generated statements only")
                + (ran == cells.size() ? "" : ", " + Words.number(cells.size() - ran) + " by reasoning, not run")
                + ".\n\n";
    }

    /** A matrix without its evidence, and how much of it ran. */
    static String cells(List<Cell> cells) {
        return standing(cells) + (cells.isEmpty() ? "" : table(cells));
    }

    private static String table(List<Cell> cells) {
        Collection<String> columns = distinct(cells.stream().map(Cell::column));
        List<String> head = new ArrayList<>(List.of("Boundary"));
        columns.forEach(column -> head.add(Markdown.prose(column)));
        List<List<String>> rows = distinct(cells.stream().map(Cell::boundary)).stream()
                .map(boundary -> row(cells, boundary, columns))
                .toList();
        return Markdown.table(head, rows);
    }

    private static Collection<String> distinct(Stream<String> names) {
        return names.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> row(List<Cell> cells, String boundary, Collection<String> columns) {
        List<String> row = new ArrayList<>(List.of(Markdown.prose(boundary)));
        columns.forEach(column -> row.add(cells.stream()
                .filter(cell ->
                        cell.boundary().equals(boundary) && cell.column().equals(column))
                .map(MatrixText::words)
                .collect(Collectors.joining("; "))));
        return row;
    }

    private static String words(Cell cell) {
        String plain = CellWords.result(cell);
        String result =
                switch (cell.result()) {
                    case SURVIVES, NOT_APPLICABLE -> plain;
                    case LOSES_DATA, FAILS, COULD_NOT_DECIDE -> "**" + plain + "**";
                };
        return CellWords.standing(cell).map(how -> result + ", " + how).orElse(result);
    }

    private static String evidence(List<Cell> cells) {
        List<List<String>> rows = cells.stream()
                .map(cell -> List.of(
                        Markdown.prose(cell.boundary()),
                        Markdown.prose(cell.column()),
                        words(cell),
                        Markdown.prose(cell.evidence())))
                .toList();
        return Markdown.details("Evidence", Markdown.table(List.of("Boundary", "For", "Result", "Evidence"), rows));
    }

    static String probes(Plan plan) {
        if (plan.probes().isEmpty()) {
            return "";
        }
        List<List<String>> rows = plan.probes().stream()
                .map(probe -> List.of(
                        Markdown.code(probe.id()),
                        Markdown.prose(probe.version().toString()),
                        Markdown.code(probe.statement()),
                        Words.of(probe.origin()),
                        Markdown.code(probe.source())))
                .toList();
        return Markdown.details(
                        Words.count(rows.size(), "statement") + " by which the app versions are imitated",
                        Markdown.table(List.of("Probe", "Version", "Statement", "Origin", "From"), rows))
                + "\n";
    }
}
