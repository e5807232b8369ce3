package dev.cofferdam.cli.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words on lines. */
final class Wrap {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    /** {@code Way back   }, {@code             expand-1     }, or a blank beginning. */
    private static final Pattern LABEL = Pattern.compile(" *(?:\\S+(?: \\S+)? {2,})?");

    private Wrap() {}

    /** Broken between words; a word that is longer than a line is broken in itself. At least one line. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(line -> add(lines, line, Math.max(1, width)));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private static void add(List<String> lines, String text, int width) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (line.isEmpty() && rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
    }

    /** A line that may hold colours, broken between words; what goes on stands below the text, behind label and indent. */
    static String hanging(String text, int width) {
        Matcher label = LABEL.matcher(bare(text));
        int indent = label.lookingAt() ? Math.min(label.end(), width / 2) : 0;
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (String word : text.split("(?<= )(?=[^ ])")) {
            int length = bare(word).stripTrailing().length();
            if (column > indent && column + length > width) {
                out.append('\n').append(" ".repeat(indent));
                column = indent;
            }
            out.append(word);
            column += bare(word).length();
        }
        return out.toString();
    }

    private static String bare(String text) {
        return COLOUR.matcher(text).replaceAll("");
    }

    /** With an indent before every line. */
    static String indented(String indent, String text, int width) {
        return indent + String.join("\n" + indent, lines(text, width - indent.length()));
    }
}
