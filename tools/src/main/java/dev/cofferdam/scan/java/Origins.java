package dev.cofferdam.scan.java;

import com.github.javaparser.Position;
import java.util.Arrays;

/** Where in a file the tokens of a text stood that was made from it. */
public final class Origins {
    private final int before;
    private final int[] lineStarts;
    private final int[] lines;
    private final int[] tokenStarts;
    private final int[] columns;

    private Origins(int before, int[] lineStarts, int[] lines, int[] tokenStarts, int[] columns) {
        this.before = before;
        this.lineStarts = lineStarts;
        this.lines = lines;
        this.tokenStarts = tokenStarts;
        this.columns = columns;
    }

    /** Origins while the text is made. */
    static final class Made {
        private int[] lineStarts = new int[64];
        private int[] lines = new int[64];
        private int[] tokenStarts = new int[512];
        private int[] columns = new int[512];
        private int lineCount;
        private int tokenCount;

        /** A line of the text begins here, which stood on that line of the file. */
        void line(int start, int line) {
            if (lineCount == lines.length) {
                lineStarts = Arrays.copyOf(lineStarts, lineCount * 2);
                lines = Arrays.copyOf(lines, lineCount * 2);
            }
            lineStarts[lineCount] = start;
            lines[lineCount++] = line;
        }

        /** A token of the text begins here, which stood in that column of its line. */
        void token(int start, int column) {
            if (tokenCount == columns.length) {
                tokenStarts = Arrays.copyOf(tokenStarts, tokenCount * 2);
                columns = Arrays.copyOf(columns, tokenCount * 2);
            }
            tokenStarts[tokenCount] = start;
            columns[tokenCount++] = column;
        }

        Origins whole() {
            return new Origins(
                    0,
                    Arrays.copyOf(lineStarts, lineCount),
                    Arrays.copyOf(lines, lineCount),
                    Arrays.copyOf(tokenStarts, tokenCount),
                    Arrays.copyOf(columns, tokenCount));
        }
    }

    /** The same for a text with so many characters before it in its first line. */
    Origins after(int more) {
        return new Origins(before + more, lineStarts, lines, tokenStarts, columns);
    }

    /** Where in the file a place of the text stood. */
    Position of(Position at) {
        if (lines.length == 0) {
            return new Position(1, at.column);
        }
        int line = Math.max(0, Math.min(at.line, lines.length) - 1);
        int offset = lineStarts[line] + at.column - 1 - (line == 0 ? before : 0);
        int found = Arrays.binarySearch(tokenStarts, offset);
        int token = found < 0 ? -found - 2 : found;
        // In the later lines of a text block, and in what was put around the text, columns are as they are.
        return token < 0 || tokenStarts[token] < lineStarts[line]
                ? new Position(lines[line], at.column)
                : new Position(lines[line], columns[token] + offset - tokenStarts[token]);
    }
}
