package dev.cofferdam.report;

import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few constructs of GitHub Flavored Markdown that reports are made of, with their escapes. */
public final class Markdown {
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final Pattern CODE_SPAN = Pattern.compile("`[^`]+`");
    /** What would turn into markup outside code; an underscore inside a word is harmless (GFM spec 6.2). */
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*\\[\\]<>~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");
    /** GitHub tells the person of that name, who has nothing to do with an annotation. */
    private static final Pattern MENTION = Pattern.compile("@[A-Za-z0-9-]+");
    /** What at the start of a line would make it a heading, a list entry or a rule. */
    private static final Pattern OPENING = Pattern.compile("^(?:[#+=-]|\\d+(?=[.)]))");

    private Markdown() {}

    /** Finishes a page: blank parts leave no blanks at line ends, and there is one line end at the end. */
    public static String page(String text) {
        return text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .stripTrailing() + "\n";
    }

    /** Prose that may name identifiers in backticks; everything else in it is taken literally. */
    public static String prose(String text) {
        String line = Words.oneLine(text);
        StringBuilder out = new StringBuilder();
        Matcher spans = CODE_SPAN.matcher(line);
        int at = 0;
        while (spans.find()) {
            out.append(escape(line.substring(at, spans.start()))).append(spans.group());
            at = spans.end();
        }
        return OPENING.matcher(out.append(escape(line.substring(at)))).replaceFirst(Markdown::unopened);
    }

    private static String unopened(MatchResult opening) {
        String text = opening.group();
        return Matcher.quoteReplacement(Character.isDigit(text.charAt(0)) ? text + "\\" : "\\" + text);
    }

    private static String escape(String text) {
        String escaped = MARKUP.matcher(text).replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
        return MENTION.matcher(escaped).replaceAll("`$0`");
    }

    /** A code span whose delimiters are longer than any backticks inside (GFM spec 6.3). */
    public static String code(String text) {
        String line = Words.oneLine(text);
        if (line.isEmpty()) {
            return "";
        }
        String ticks = "`".repeat(longestRun(line) + 1);
        String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return ticks + pad + line + pad + ticks;
    }

    /** A fenced block whose fence is longer than any backticks inside. */
    public static String fence(String language, String text) {
        String ticks = "`".repeat(Math.max(3, longestRun(text) + 1));
        String body = text.lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        return ticks + language + "\n" + body + "\n" + ticks + "\n";
    }

    private static int longestRun(String text) {
        return BACKTICKS
                .matcher(text)
                .results()
                .mapToInt(run -> run.group().length())
                .max()
                .orElse(0);
    }

    /** A table; cells hold inline Markdown, and their bars are escaped here, also inside code (GFM spec 4.10). */
    public static String table(List<String> head, List<List<String>> rows) {
        StringBuilder out = new StringBuilder(row(head)).append(row(Collections.nCopies(head.size(), "---")));
        rows.forEach(cells -> out.append(row(cells)));
        return out.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("\n", " ").replace("|", "\\|").strip())
                .map(cell -> cell.isEmpty() ? "" : cell + " ")
                .collect(Collectors.joining("| ", "| ", "|\n"));
    }

    /** Folded away until it is opened. The blank lines let Markdown work inside (GFM spec 4.6). */
    public static String details(String summary, String body) {
        return "<details>\n<summary>" + html(summary) + "</summary>\n\n" + body.stripTrailing() + "\n\n</details>\n";
    }

    private static String html(String text) {
        return Words.oneLine(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A list. */
    public static String bullets(List<String> items) {
        return items.stream().map(item -> "- " + item + "\n").collect(Collectors.joining());
    }

    static String checklist(List<String> items) {
        return items.stream().map(item -> "- [ ] " + item + "\n").collect(Collectors.joining());
    }
}
