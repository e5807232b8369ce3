package dev.cofferdam.report.check;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.domain.Undecided;
import java.util.stream.Collectors;

/** Workflow commands that GitHub turns into annotations on the changed lines (GitHub Docs, Workflow commands for GitHub Actions). */
public final class CheckAnnotations {
    private CheckAnnotations() {}

    /** One line for each finding and each place that could not be decided. */
    public static String of(Checked checked) {
        return checked.findings().stream().map(CheckAnnotations::finding).collect(Collectors.joining())
                + checked.undecided().stream().map(CheckAnnotations::undecided).collect(Collectors.joining());
    }

    private static String finding(StatementFinding found) {
        Finding finding = found.finding();
        return "::" + command(finding.severity()) + " file="
                + property(found.place().file()) + ",line="
                + found.place().line() + ",col=" + found.column() + ",title=" + property(finding.rule()) + "::"
                + data(finding.what() + "\nInstead: " + finding.remedy()) + "\n";
    }

    private static String undecided(Undecided open) {
        return "::error file=" + property(open.place().file()) + ",line="
                + open.place().line() + ",title=could not decide::" + data(open.what() + "\n" + open.why()) + "\n";
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
