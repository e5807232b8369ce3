package dev.cofferdam.cli.chat;

import java.util.ArrayList;
import java.util.List;

/** Words on lines. */
final class Wrap {
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

    /** With an indent before every line. */
    static String indented(String indent, String text, int width) {
        return indent + String.join("\n" + indent, lines(text, width - indent.length()));
    }
}
