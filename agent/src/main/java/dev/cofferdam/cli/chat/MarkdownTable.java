package dev.cofferdam.cli.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of Markdown, set in columns that fit the terminal. */
final class MarkdownTable {
    private static final int NARROWEST = 6;
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(List<String> lines) {
        for (String line : lines) {
            if (!line.matches("[|:\\- ]+")) {
                rows.add(cells(line));
            }
        }
    }

    private static List<String> cells(String line) {
        String inner = line.strip().replaceAll("^\\||\\|$", "");
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|").replaceAll("<br ?/?>", "\n"))
                .toList();
    }

    /** The lines, the heading in bold. */
    List<String> set(int width, Ink ink) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = widths(columns, width);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (String line : row(rows.get(row), widths)) {
                lines.add(row == 0 ? ink.bold(line) : line);
            }
            if (row == 0) {
                lines.add(ink.dim(
                        "─".repeat(Math.min(width, Arrays.stream(widths).sum() + GAP.length() * (columns - 1)))));
            }
        }
        return lines;
    }

    /** As wide as their words, and the widest made narrower until all fit. */
    private int[] widths(int columns, int width) {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(
                        widths[i],
                        row.get(i).lines().mapToInt(String::length).max().orElse(0));
            }
        }
        int room = width - GAP.length() * Math.max(0, columns - 1);
        while (Arrays.stream(widths).sum() > room) {
            int widest = 0;
            for (int i = 1; i < columns; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private static List<String> row(List<String> cells, int[] widths) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            columns.add(Wrap.lines(i < cells.size() ? cells.get(i) : "", widths[i]));
        }
        int height = columns.stream().mapToInt(List::size).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String part = line < columns.get(i).size() ? columns.get(i).get(line) : "";
                text.append(part).append(" ".repeat(Math.max(0, widths[i] - part.length())));
                text.append(i + 1 < widths.length ? GAP : "");
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }
}
