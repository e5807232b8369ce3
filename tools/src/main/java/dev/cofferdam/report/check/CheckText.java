package dev.cofferdam.report.check;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.report.FindingReport;
import dev.cofferdam.report.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings for a terminal, in the order of the files, each with its line and the words that it is about underlined. */
public final class CheckText {
    private static final int WIDTH = 100;
    private static final String RESET = "\u001b[0m";

    /** So many findings fit a person's patience in full. */
    private static final int FEW = 30;

    /** Of more findings than that, so many of each rule are shown in full; the others take a line each. */
    private static final int EXAMPLES = 2;

    /** As wide as the column of the counts is. */
    private static final int COUNTS = 6;

    private final SourceLines sources;
    private final boolean colour;
    private final boolean many;
    private final Map<String, Integer> shown = new HashMap<>();
    private String excerpted = "";

    private CheckText(SourceLines sources, boolean colour, boolean many) {
        this.sources = sources;
        this.colour = colour;
        this.many = many;
    }

    /**
     * The report, with the numbers at its end.
     *
     * @param leftOut what the report does not show
     * @param colour whether escape sequences (ECMA-48 SGR) are welcome
     */
    public static String of(Checked checked, LeftOut leftOut, SourceLines sources, boolean colour) {
        boolean many = checked.findings().size() + checked.undecided().size() > FEW;
        CheckText text = new CheckText(sources, colour, many);
        StringBuilder all = new StringBuilder();
        boolean brief = false;
        for (StatementFinding found : checked.findings()) {
            boolean first = !many || text.isExample(found.finding().rule());
            all.append(first && brief ? "\n" : "").append(first ? text.finding(found) : text.brief(found));
            brief = !first;
        }
        all.append(brief ? "\n" : "");
        checked.undecided().forEach(open -> all.append(text.undecided(open)));
        return all.append(many ? text.table(checked) : "")
                .append(total(checked, leftOut))
                .toString();
    }

    private boolean isExample(String rule) {
        int times = shown.getOrDefault(rule, 0) + 1;
        shown.put(rule, times);
        return times <= EXAMPLES;
    }

    private String finding(StatementFinding found) {
        Finding finding = found.finding();
        return head(found) + "\n" + source(found) + Paragraph.of("  ", finding.what(), WIDTH)
                + Paragraph.of("  instead: ", finding.remedy(), WIDTH)
                + found.safeForm().map(this::safe).orElse("") + "\n";
    }

    private String head(StatementFinding found) {
        return bold(Words.oneLine(found.place().toString()) + ":" + found.column()) + " "
                + severity(found.finding().severity()) + " "
                + Words.oneLine(found.finding().rule());
    }

    private String brief(StatementFinding found) {
        return head(found) + "\n" + dim("  " + shortened(found.finding().what())) + "\n";
    }

    private static String shortened(String text) {
        String line = Words.oneLine(text);
        return line.length() <= WIDTH - 2 ? line : line.substring(0, WIDTH - 5) + "...";
    }

    /** The line of the statement; once, when several findings are about the same words. */
    private String source(StatementFinding found) {
        String words = found.place() + ":" + found.column();
        if (words.equals(excerpted)) {
            return "";
        }
        excerpted = words;
        return sources.line(found.place().file(), found.place().line())
                .map(line -> source(found, line))
                .orElse("");
    }

    private String source(StatementFinding found, String line) {
        String number = String.valueOf(found.place().line());
        String gutter = " ".repeat(number.length());
        String whole = printable(line);
        int start = Math.min(found.column() - 1, whole.length());
        Excerpt excerpt = Excerpt.of(
                whole,
                start,
                Math.max(start + 1, start + length(found, whole, start)),
                WIDTH - number.length() - "   | ".length());
        return dim("  " + number + " | ") + excerpt.text() + "\n" + dim("  " + gutter + " | ")
                + " ".repeat(excerpt.start())
                + paint(colourOf(found.finding().severity()), "^".repeat(excerpt.end() - excerpt.start())) + "\n";
    }

    /** To the end of the statement or of the line, whichever comes first. */
    private static int length(StatementFinding found, String line, int start) {
        String rest = line.substring(start).stripTrailing();
        String first = found.statement().lines().findFirst().orElse("").stripTrailing();
        return rest.startsWith(first)
                ? first.length()
                : rest.replaceFirst("\\s*(?:;.*)?$", "").length();
    }

    /** A rule with how severe it was. */
    private record Spoken(Severity severity, String rule) {}

    /** How often each rule spoke, worst and most frequent first. */
    private String table(Checked checked) {
        Map<Spoken, Long> counts = checked.findings().stream()
                .map(found ->
                        new Spoken(found.finding().severity(), found.finding().rule()))
                .collect(Collectors.groupingBy(spoken -> spoken, Collectors.counting()));
        String lines = counts.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Spoken, Long> entry) ->
                                entry.getKey().severity())
                        .thenComparing(Map.Entry::getValue)
                        .reversed()
                        .thenComparing(entry -> entry.getKey().rule()))
                .map(entry -> rightAligned(entry.getValue()) + "  "
                        + severity(entry.getKey().severity()) + " "
                        + Words.oneLine(entry.getKey().rule()) + "\n")
                .collect(Collectors.joining());
        return (checked.undecided().isEmpty() ? "" : "\n") + lines
                + dim("the first " + EXAMPLES + " of each rule are shown in full, --format json has all;"
                        + " `cofferdam explain RULE` has its page")
                + "\n";
    }

    private static String rightAligned(long number) {
        String digits = Long.toString(number);
        return " ".repeat(Math.max(0, COUNTS - digits.length())) + digits;
    }

    private String safe(SafeForm form) {
        String how = form.outsideTransaction()
                ? "  safe, outside a transaction:\n"
                : form.statements().size() > 1 ? "  safe, each in a transaction of its own:\n" : "  safe:\n";
        return dim(how)
                + form.statements().stream()
                        .map(statement -> statement
                                        .lines()
                                        .map(line -> "    " + printable(line))
                                        .collect(Collectors.joining("\n"))
                                + ";\n")
                        .collect(Collectors.joining());
    }

    private String undecided(Undecided open) {
        if (many) {
            return bold(Words.oneLine(open.place().toString())) + " " + paint("35", "could not decide") + "\n"
                    + dim("  " + shortened(open.why() + ": " + open.what())) + "\n";
        }
        return bold(Words.oneLine(open.place().toString())) + " " + paint("35", "could not decide") + "\n"
                + Paragraph.of("  ", open.what(), WIDTH) + Paragraph.of("  ", open.why(), WIDTH) + "\n";
    }

    private static String total(Checked checked, LeftOut leftOut) {
        List<Finding> findings =
                checked.findings().stream().map(StatementFinding::finding).toList();
        String open = checked.undecided().isEmpty()
                ? ""
                : "; " + Words.count(checked.undecided().size(), "place") + " could not be decided, which is no pass";
        return FindingReport.total(findings) + " in " + Words.count(checked.statements(), "statement") + " of "
                + Words.count(checked.files(), "file") + open
                + (leftOut.words().isEmpty() ? "" : " (not shown: " + leftOut.words() + ")") + "\n";
    }

    private String severity(Severity severity) {
        return paint(colourOf(severity), Words.of(severity));
    }

    private static String colourOf(Severity severity) {
        return switch (severity) {
            case ERROR -> "1;31";
            case WARNING -> "1;33";
            case INFO -> "1;36";
        };
    }

    /** A tab is one column wide here, so that the marks stand below their words. */
    private static String printable(String line) {
        return line.replace('\t', ' ').replaceAll("\\p{Cc}", "");
    }

    private String bold(String words) {
        return paint("1", words);
    }

    private String dim(String words) {
        return paint("2", words);
    }

    private String paint(String sgr, String words) {
        return colour ? "\u001b[" + sgr + "m" + words + RESET : words;
    }
}
