package dev.cofferdam.scan.styles.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lines that hold a word for the table: a long file that holds it and the column's name somewhere says nothing. */
record NearLines(List<Integer> lines) {

    /** Lines between a column's name and its table's in a text that is about both. */
    private static final int NEAR = 20;

    NearLines {
        lines = List.copyOf(lines);
    }

    /** Whether a line is within some lines of one of these. */
    boolean isNear(int line) {
        int found = Collections.binarySearch(lines, line);
        int next = found < 0 ? -found - 1 : found;
        return next < lines.size() && lines.get(next) - line <= NEAR || next > 0 && line - lines.get(next - 1) <= NEAR;
    }

    /** The line of each offset, from one walk over the text. */
    static List<Integer> of(String text, List<Integer> offsets) {
        List<Integer> lines = new ArrayList<>();
        int line = 1;
        int at = 0;
        for (int offset : offsets) {
            for (; at < offset; at++) {
                line += text.charAt(at) == '\n' ? 1 : 0;
            }
            lines.add(line);
        }
        return lines;
    }
}
