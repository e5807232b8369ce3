package dev.cofferdam.report.check;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.report.FindingReport;
import dev.cofferdam.report.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Findings for a terminal, in the order of the files, each with its line and the words that it is about underlined. */
public final class CheckText {
    private static final int WIDTH = 100;
    private static final String RESET = "\u001b[0m";

    private final SourceLines sources;
    private final boolean colour;

    private CheckText(SourceLines sources, boolean colour) {
        this.sources = sources;
        this.colour = colour;
    }

    /**
     * The report, with the numbers at its end.
     *
     * @param leftOut what the report does not show
     * @param colour whether escape sequences (ECMA-48 SGR) are welcome
     */
    public static String of(Checked checked, LeftOut leftOut, SourceLines sources, boolean colour) {
        CheckText text = new CheckText(sources, colour);
        return checked.findings().stream().map(text::finding).collect(Collectors.joining())
                + checked.undecided().stream().map(text::undecided).collect(Collectors.joining())
                + total(checked, leftOut);
    }

    private String finding(StatementFinding found) {
        Finding finding = found.finding();
        String head = bold(Words.oneLine(found.place().toString()) + ":" + found.column()) + " "
                + severity(finding.severity()) + " " + Words.oneLine(finding.rule());
        return head + "\n" + source(found) + Paragraph.of("  ", finding.what(), WIDTH)
                + Paragraph.of("  instead: ", finding.remedy(), WIDTH)
                + found.safeForm().map(this::safe).orElse("") + "\n";
    }

    private String source(StatementFinding found) {
        return sources.line(found.place().file(), found.place().line())
                .map(line -> source(found, line))
                .orElse("");
    }

    private String source(StatementFinding found, String line) {
        String number = String.valueOf(found.place().line());
        String shown = printable(line);
        int start = Math.min(found.column() - 1, shown.length());
        int end = Math.max(start + 1, start + length(found, shown, start));
        String gutter = " ".repeat(number.length());
        return dim("  " + number + " | ") + shown + "\n" + dim("  " + gutter + " | ") + " ".repeat(start)
                + paint(colourOf(found.finding().severity()), "^".repeat(end - start)) + "\n";
    }

    /** To the end of the statement or of the line, whichever comes first. */
    private static int length(StatementFinding found, String line, int start) {
        String rest = line.substring(start).stripTrailing();
        String first = found.statement().lines().findFirst().orElse("").stripTrailing();
        return rest.startsWith(first)
                ? first.length()
                : rest.replaceFirst("\\s*(?:;.*)?$", "").length();
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
        return bold(Words.oneLine(open.place().toString())) + " " + paint("35", "could not decide") + "\n"
                + Paragraph.of("  ", open.what(), WIDTH) + Paragraph.of("  ", open.why(), WIDTH) + "\n";
    }

    private static String total(Checked checked, LeftOut leftOut) {
        List<Finding> findings =
                checked.findings().stream().map(StatementFinding::finding).toList();
        String open = checked.undecided().isEmpty()
                ? ""
                : "; " + Words.count(checked.undecided().size(), "place") + " could not be decided";
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
