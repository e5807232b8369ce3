package dev.cofferdam.review.comment;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.PlanInBrief;
import dev.cofferdam.review.PlannedChange;
import java.util.ArrayList;
import java.util.List;

/** The safe way to one change: phases and time line, and everything else folded away. */
final class PlanPart {
    private static final int MOST = 5;

    private PlanPart() {}

    /** The most wanted pieces first; all but the first may be left out. */
    static List<String> of(PlannedChange planned) {
        List<String> parts = new ArrayList<>();
        String head = "### The safe way to " + Markdown.prose(planned.change()) + "\n\n";
        if (planned.plan().isEmpty()) {
            return List.of(head + "No plan could be drafted: "
                    + Markdown.prose(planned.refused().orElse("nobody says why")) + ".\n");
        }
        PlanInBrief brief = PlanInBrief.of(planned.plan().get());
        parts.add(head + standing(planned) + brief.overview());
        brief.details().forEach(each -> parts.add(each.markdown()));
        return parts;
    }

    private static String standing(PlannedChange planned) {
        List<Finding> open = planned.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
        String first = open.isEmpty()
                ? "Drafted by the playbook, accepted by the rules, and not played: a rehearsal is still needed,"
                        + " `cofferdam plan` does it."
                : "A draft by the playbook that the rules do not accept yet:\n\n"
                        + Markdown.bullets(open.stream()
                                .limit(MOST)
                                .map(finding -> Markdown.code(finding.rule()) + " " + Markdown.prose(finding.what()))
                                .toList());
        return first.stripTrailing() + "\n\n";
    }
}
