package dev.cofferdam.report.check;

import dev.cofferdam.report.Words;

/** A text broken into lines between its words. */
final class Paragraph {
    private Paragraph() {}

    /** Lines of at most so many characters where the words allow it; later lines are indented by two blanks more than the lead's own indent. */
    static String of(String lead, String text, int width) {
        String indent = " ".repeat(lead.length() - lead.stripLeading().length()) + (lead.isBlank() ? "" : "  ");
        StringBuilder all = new StringBuilder();
        StringBuilder line = new StringBuilder(lead);
        boolean empty = true;
        for (String word : Words.oneLine(text).split(" ")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                all.append(line).append('\n');
                line.setLength(0);
                line.append(indent);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return all.append(line).append('\n').toString();
    }
}
