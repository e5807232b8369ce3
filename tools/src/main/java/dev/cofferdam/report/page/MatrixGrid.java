package dev.cofferdam.report.page;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.report.CellWords;
import dev.cofferdam.report.Html;
import dev.cofferdam.report.MatrixText;
import java.util.List;
import java.util.stream.Collectors;

/** Both matrices as grids; a cell opens to what it rests on. */
final class MatrixGrid {
    private MatrixGrid() {}

    static String of(Plan plan, MarkdownHtml html) {
        return html.of(MatrixText.compatibility(plan))
                + grid(plan.compatibility())
                + html.of(MatrixText.rollback(plan))
                + grid(plan.rollbacks());
    }

    private static String grid(List<Cell> cells) {
        if (cells.isEmpty()) {
            return "";
        }
        List<String> columns = cells.stream().map(Cell::column).distinct().toList();
        return "<div class=\"wide\"><table class=\"grid\">\n<tr><th>Boundary</th>"
                + columns.stream()
                        .map(column -> "<th scope=\"col\">" + Html.escaped(column) + "</th>")
                        .collect(Collectors.joining())
                + "</tr>\n"
                + cells.stream()
                        .map(Cell::boundary)
                        .distinct()
                        .map(boundary -> row(boundary, columns, cells))
                        .collect(Collectors.joining())
                + "</table></div>\n";
    }

    private static String row(String boundary, List<String> columns, List<Cell> cells) {
        return "<tr><th scope=\"row\">" + Html.escaped(boundary) + "</th>"
                + columns.stream()
                        .map(column -> cells.stream()
                                .filter(cell -> cell.boundary().equals(boundary)
                                        && cell.column().equals(column))
                                .findFirst()
                                .map(MatrixGrid::cell)
                                .orElse("<td></td>"))
                        .collect(Collectors.joining())
                + "</tr>\n";
    }

    private static String cell(Cell cell) {
        return "<td class=\"%s\"><details><summary>%s %s<small>%s</small></summary><p>%s</p></details></td>"
                .formatted(
                        Tone.of(cell),
                        Tone.sign(cell),
                        CellWords.result(cell),
                        CellWords.standing(cell).orElse(""),
                        Html.escaped(cell.evidence()));
    }
}
