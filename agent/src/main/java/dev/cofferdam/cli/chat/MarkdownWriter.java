package dev.cofferdam.cli.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown as it comes in, set for a terminal: words of running text at once, a heading or a line of code when its line is complete, a table
 * when it is complete. Where nobody looks on, lines pass as they are.
 */
final class MarkdownWriter {
    private static final Pattern RUNNING =
            Pattern.compile("(?s)(\\s*(?:[-*+]|\\d+[.)])\\s+(?:\\[[ x]] )?)?([\\p{L}\\p{N}`\"'(*_].*)");
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");
    private static final Pattern FENCE = Pattern.compile("\\s*```\\s*([\\w+-]*).*");

    private final Paper paper;
    private final SqlInk sql;
    private final InlineWriter inline;
    private final StringBuilder line = new StringBuilder();
    private final List<String> table = new ArrayList<>();
    private String fence = "";
    private boolean inFence;
    private int written = -1;

    MarkdownWriter(Paper paper) {
        this.paper = paper;
        this.sql = new SqlInk(paper.ink());
        this.inline = new InlineWriter(paper);
    }

    /** The whole text at once. */
    static void write(Paper paper, String markdown) {
        MarkdownWriter writer = new MarkdownWriter(paper);
        writer.accept(markdown);
        writer.end();
    }

    void accept(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == '\n') {
                endLine();
            } else if (c != '\r') {
                line.append(TerminalSafe.shown(c));
            }
        }
        flow();
    }

    /** What is still open is written as it is. */
    void end() {
        if (!line.isEmpty()) {
            endLine();
        }
        setTable();
        inFence = false;
    }

    /** Running text goes out word by word. */
    private void flow() {
        if (!paper.isWatched() || inFence || line.isEmpty()) {
            return;
        }
        if (written < 0 && !begin()) {
            return;
        }
        int lastBlank = line.lastIndexOf(" ");
        if (lastBlank >= written) {
            inline.words(line.substring(written, lastBlank));
            written = lastBlank + 1;
        }
    }

    /** Whether the line is running text; then its mark is written. A number or a star may still become the mark of a list. */
    private boolean begin() {
        String text = line.toString();
        if (!text.contains(" ") || text.matches("\\s*(?:[-*+]|\\d+[.)])?\\s*(?:\\[[ x]?]?)?")) {
            return false;
        }
        Matcher running = RUNNING.matcher(text);
        if (!running.matches()) {
            return false;
        }
        setTable();
        written = running.start(2);
        inline.begin(mark(running.group(1) == null ? "" : running.group(1)));
        return true;
    }

    private static String mark(String found) {
        return found.replaceFirst("^(\\s*)[-*+](\\s+)\\[ ] ", "$1☐ ")
                .replaceFirst("^(\\s*)[-*+](\\s+)\\[x] ", "$1☑ ")
                .replaceFirst("^(\\s*)[-*+](\\s+)", "$1• ");
    }

    private void endLine() {
        String text = line.toString();
        line.setLength(0);
        if (written >= 0) {
            inline.words(text.substring(Math.min(written, text.length())));
            inline.end();
            written = -1;
            return;
        }
        if (!paper.isWatched()) {
            paper.line(text);
            return;
        }
        Matcher mark = FENCE.matcher(text);
        if (mark.matches()) {
            setTable();
            inFence = !inFence;
            fence = mark.group(1);
            return;
        }
        if (inFence) {
            boolean isSql = fence.equalsIgnoreCase("sql") || fence.equalsIgnoreCase("postgresql");
            paper.line("    " + (isSql ? sql.line(text) : text));
            return;
        }
        block(text);
    }

    private void block(String text) {
        if (text.stripLeading().startsWith("|")) {
            table.add(text.strip());
            return;
        }
        setTable();
        Matcher heading = HEADING.matcher(text);
        if (heading.matches()) {
            paper.line(paper.ink().bold(InlineWriter.bare(heading.group(2))));
            return;
        }
        if (text.isBlank()) {
            paper.line("");
            return;
        }
        if (text.matches("\\s*</?details>\\s*")) {
            return;
        }
        if (text.strip().matches("(?:-{3,}|\\*{3,}|_{3,})")) {
            paper.line(paper.ink().dim("─".repeat(Math.min(40, paper.width()))));
            return;
        }
        plain(text.replaceAll("</?summary>", "").replaceFirst("^> ?", "│ "));
    }

    private void plain(String text) {
        Matcher running = RUNNING.matcher(text);
        boolean listed = running.matches() && running.group(1) != null;
        inline.begin(listed ? mark(running.group(1)) : "");
        inline.words(listed ? running.group(2) : text);
        inline.end();
    }

    private void setTable() {
        if (!table.isEmpty()) {
            new MarkdownTable(table.stream().map(InlineWriter::bare).toList())
                    .set(paper.width(), paper.ink())
                    .forEach(paper::line);
            table.clear();
        }
    }
}
