package dev.cofferdam.report;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** Findings for a terminal, worst first, with their number at the end. */
public final class FindingReport {
    private FindingReport() {}

    /** Without colour codes. */
    public static String plain(List<Finding> findings) {
        return report(findings, severity -> Words.of(severity));
    }

    /** The severity in colour (ECMA-48 SGR), for a terminal that wants it. */
    public static String coloured(List<Finding> findings) {
        return report(findings, severity -> "\u001b[" + colour(severity) + "m" + Words.of(severity) + "\u001b[0m");
    }

    /** {@code 2 errors, 1 warning and 1 remark}. */
    public static String total(List<Finding> findings) {
        return FindingText.total(findings);
    }

    private interface Label {
        String of(Severity severity);
    }

    private static String report(List<Finding> findings, Label label) {
        return findings.stream()
                        .sorted(FindingText.WORST_FIRST)
                        .map(finding -> finding(finding, label))
                        .collect(Collectors.joining())
                + FindingText.total(findings) + "\n";
    }

    private static String finding(Finding finding, Label label) {
        return Words.oneLine(finding.where()) + ": " + label.of(finding.severity()) + ": "
                + Words.oneLine(finding.what()) + " [" + Words.oneLine(finding.rule()) + "]\n    "
                + Words.oneLine(finding.remedy()) + "\n    " + Words.oneLine(finding.id()) + "\n\n";
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case ERROR -> "31";
            case WARNING -> "33";
            case INFO -> "36";
        };
    }
}
