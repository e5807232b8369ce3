package dev.cofferdam.schema;

import java.util.ArrayList;
import java.util.List;

/** Finds words and commas that stand outside parentheses and quotes. */
final class TopLevel {
    private TopLevel() {}

    /** Where the word stands at or after a position; -1 when it does not. */
    static int word(String text, String word, int from) {
        boolean[] open = open(text);
        for (int i = from; i + word.length() <= text.length(); i++) {
            boolean starts = i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1));
            int end = i + word.length();
            boolean ends = end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end));
            if (open[i] && starts && ends && text.regionMatches(true, i, word, 0, word.length())) {
                return i;
            }
        }
        return -1;
    }

    /** The parts between commas. */
    static List<String> split(String text) {
        boolean[] open = open(text);
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (open[i] && text.charAt(i) == ',') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean[] open(String text) {
        boolean[] open = new boolean[text.length()];
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            }
            open[i] = depth == 0 && (quote == 0 || quote == c);
        }
        return open;
    }
}
