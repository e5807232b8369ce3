package dev.cofferdam.scan.java;

import dev.cofferdam.scan.words.JavaTokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Java text with nothing between its tokens that the parser would have to read: it makes a token of every single space, and spends more
 * time on indentation and comments than on code.
 *
 * @param lines the original line of each of its lines
 */
public record CompactText(String text, List<Integer> lines) {

    public CompactText {
        lines = List.copyOf(lines);
    }

    /** The tokens but for those left out, each on a line of its own that stood on one. */
    static CompactText of(JavaTokens tokens, BitSet leftOut) {
        StringBuilder text = new StringBuilder();
        List<Integer> lines = new ArrayList<>();
        int line = 0;
        int before = -1;
        for (int i = leftOut.nextClearBit(0); i < tokens.size(); i = leftOut.nextClearBit(i + 1)) {
            if (tokens.line(i) != line) {
                text.append(lines.isEmpty() ? "" : "\n");
                line = tokens.line(i);
                lines.add(line);
            } else if (before >= 0 && tokens.end(before) != tokens.start(i)) {
                text.append(' ');
            }
            int from = text.length();
            tokens.appendTo(text, i);
            // Only a text block goes over several lines.
            for (int at = text.indexOf("\n", from); at >= 0; at = text.indexOf("\n", at + 1)) {
                lines.add(++line);
            }
            before = i;
        }
        return new CompactText(text.toString(), lines);
    }

    /** The original line of one of the text's lines, counted from 1. */
    int line(int line) {
        return lines.isEmpty() ? 1 : lines.get(Math.max(0, Math.min(line, lines.size()) - 1));
    }

    /** The same with text around it that adds no line. */
    CompactText within(String before, String after) {
        return new CompactText(before + text + after, lines);
    }
}
