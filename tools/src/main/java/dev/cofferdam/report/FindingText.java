package dev.cofferdam.report;

import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The validator's findings and who approved which, as Markdown. */
final class FindingText {
    /** Worst first, then by place, so that two reports of the same findings are the same text. */
    static final Comparator<Finding> WORST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::where)
            .thenComparing(Finding::id);

    private FindingText() {}

    static String of(Plan plan, List<Finding> findings) {
        if (findings.isEmpty()) {
            return "## Findings\n\nNone.\n\n";
        }
        String list = findings.stream()
                .sorted(WORST_FIRST)
                .map(finding -> finding(finding, approvals(plan, finding)))
                .collect(Collectors.joining());
        return "## Findings\n\n" + Words.capital(total(findings)) + ".\n\n" + list;
    }

    /** {@code 2 errors, 1 warning and 1 remark}. */
    static String total(List<Finding> findings) {
        List<String> parts = Stream.of(Severity.ERROR, Severity.WARNING, Severity.INFO)
                .map(severity -> {
                    long count = findings.stream()
                            .filter(finding -> finding.severity() == severity)
                            .count();
                    return count == 0
                            ? ""
                            : Words.count(count, severity == Severity.INFO ? "remark" : Words.of(severity));
                })
                .filter(part -> !part.isEmpty())
                .toList();
        return parts.isEmpty() ? "no findings" : Words.and(parts);
    }

    private static String finding(Finding finding, List<Approval> approvals) {
        String approved = approvals.stream()
                .map(approval -> "  Approved by " + Markdown.prose(approval.person()) + ": "
                        + Markdown.prose(approval.reason()) + "\n")
                .collect(Collectors.joining("\n"));
        return "- **" + Words.of(finding.severity()) + "** " + Markdown.code(finding.rule()) + " at "
                + Markdown.code(finding.where()) + " (" + Markdown.code(finding.id()) + ")\n\n  "
                + Words.capital(Markdown.prose(finding.what())) + ". " + Words.capital(Markdown.prose(finding.remedy()))
                + ".\n" + (approved.isEmpty() ? "" : "\n" + approved) + "\n";
    }

    private static List<Approval> approvals(Plan plan, Finding finding) {
        return plan.approvals().stream()
                .filter(approval -> approval.finding().equals(finding.id()))
                .toList();
    }
}
