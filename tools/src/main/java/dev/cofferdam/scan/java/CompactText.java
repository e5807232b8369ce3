package dev.cofferdam.scan.java;

import dev.cofferdam.scan.words.JavaTokens;
import java.util.BitSet;

/**
 * Java text with nothing between its tokens that the parser would have to read: it makes a token of every single space, and spends more
 * time on indentation and comments than on code.
 *
 * @param origins where its tokens stood
 */
public record CompactText(String text, Origins origins) {

    /** The tokens but for those left out, each on a line of its own that stood on one. */
    static CompactText of(JavaTokens tokens, BitSet leftOut) {
        StringBuilder text = new StringBuilder();
        Origins.Made origins = new Origins.Made();
        int line = 0;
        int lineStart = 0;
        int before = -1;
        for (int i = leftOut.nextClearBit(0); i < tokens.size(); i = leftOut.nextClearBit(i + 1)) {
            if (tokens.line(i) != line) {
                text.append(before < 0 ? "" : "\n");
                line = tokens.line(i);
                lineStart = tokens.lineStart(i);
                origins.line(text.length(), line);
            } else if (before >= 0 && tokens.end(before) != tokens.start(i)) {
                text.append(' ');
            }
            int from = text.length();
            origins.token(from, tokens.start(i) - lineStart + 1);
            tokens.appendTo(text, i);
            // Only a text block goes over several lines.
            for (int at = text.indexOf("\n", from); at >= 0; at = text.indexOf("\n", at + 1)) {
                origins.line(at + 1, ++line);
                lineStart = tokens.start(i) + at + 1 - from;
            }
            before = i;
        }
        return new CompactText(text.toString(), origins.whole());
    }

    /** The same with text around it that adds no line. */
    CompactText within(String before, String after) {
        return new CompactText(before + text + after, origins.after(before.length()));
    }
}
