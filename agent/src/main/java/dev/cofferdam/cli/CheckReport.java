package dev.cofferdam.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.report.FindingReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code check} says of plans, for a terminal and for programs. */
final class CheckReport {
    private CheckReport() {}

    static String text(List<CheckedPlan> checked, boolean colour) {
        return checked.stream().map(plan -> text(plan, colour)).collect(Collectors.joining("\n"));
    }

    private static String text(CheckedPlan checked, boolean colour) {
        Verdict.Outcome outcome = checked.verdict().outcome();
        StringBuilder text = new StringBuilder(
                checked.file() + ": " + checked.plan().change().summary() + "\n\n");
        text.append(
                colour
                        ? FindingReport.coloured(checked.verdict().findings())
                        : FindingReport.plain(checked.verdict().findings()));
        for (Approval approval : checked.plan().approvals()) {
            checked.verdict().findings().stream()
                    .filter(finding -> finding.id().equals(approval.finding()) && checked.isApproved(finding))
                    .forEach(finding -> text.append("approved: " + finding.id() + " by " + approval.person() + ": "
                            + approval.reason() + "\n"));
        }
        text.append("verdict: " + words(outcome) + ", by rules alone");
        if (checked.plan().verdict() != outcome) {
            text.append("; the file says " + words(checked.plan().verdict()));
        }
        text.append('\n');
        if (checked.plan().proof() == Proof.REHEARSED) {
            text.append(rehearsal(checked.plan())).append('\n');
        }
        checked.drift().ifPresent(drift -> text.append("schema: " + drift + "\n"));
        return text.toString();
    }

    private static String rehearsal(Plan plan) {
        return plan.rehearsal()
                .map(log -> log.isOf(plan)
                        ? "rehearsed as it stands, on " + log.engine() + " with "
                                + String.format(Locale.ROOT, "%,d", log.scale().rows()) + " rows"
                        : "it was rehearsed before it was edited; play it again with `cofferdam rehearse`")
                .orElse(
                        "the file says that the plan was rehearsed and does not hold what was seen; play it again with `cofferdam rehearse`");
    }

    /** What is known of each plan, beside its findings. */
    static void describe(List<CheckedPlan> checked, ArrayNode plans) {
        checked.forEach(plan -> describe(plan, plans.addObject()));
    }

    private static void describe(CheckedPlan checked, ObjectNode node) {
        node.put("file", checked.file().toString());
        node.put("change", checked.plan().change().summary());
        node.put("verdict", kebab(checked.verdict().outcome()));
        node.put("claimedVerdict", kebab(checked.plan().verdict()));
        checked.drift().ifPresent(drift -> node.put("schemaDrift", drift));
        ArrayNode approved = node.putArray("approved");
        for (Approval approval : checked.plan().approvals()) {
            checked.verdict().findings().stream()
                    .filter(finding -> finding.id().equals(approval.finding()) && checked.isApproved(finding))
                    .forEach(finding -> approved.addObject()
                            .put("id", finding.id())
                            .put("rule", finding.rule())
                            .put("severity", kebab(finding.severity()))
                            .put("where", finding.where())
                            .put("message", finding.what())
                            .put("person", approval.person())
                            .put("reason", approval.reason()));
        }
    }

    private static String words(Verdict.Outcome outcome) {
        return kebab(outcome).replace('-', ' ');
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
