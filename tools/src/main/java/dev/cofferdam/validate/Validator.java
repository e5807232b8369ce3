package dev.cofferdam.validate;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.domain.Verdict.Outcome;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.observed.RehearsalRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The one judge of plans, whoever made them: the same plan always gets the same verdict. */
public final class Validator {
    private Validator() {}

    /** The verdict on a plan of which only the planner is known as an author. */
    public static Verdict validate(Plan plan) {
        return validate(plan, Set.of());
    }

    /**
     * The verdict on a plan. It holds every finding, also approved ones, errors first.
     *
     * @param authors names of those who wrote the change or asked for it; their approvals do not count
     */
    public static Verdict validate(Plan plan, Set<String> authors) {
        return validate(plan, authors, List.of());
    }

    /** The verdict on a plan that was played: what was seen counts as much as what is written. */
    public static Verdict validate(Plan plan, Rehearsed seen) {
        return validate(plan, Set.of(), RehearsalRules.findings(plan, seen));
    }

    private static Verdict validate(Plan plan, Set<String> authors, List<Finding> observed) {
        PlanFacts facts = PlanFacts.of(plan);
        List<Finding> findings = Stream.concat(findingsOf(plan, facts).stream(), observed.stream())
                .toList();
        Approvals approvals = Approvals.of(plan, facts, findings, authors);
        Outcome outcome = outcome(findings, approvals);
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(approvals.refused());
        // A stable sort: within a severity the order stays that of the rules, and of the plan within a rule.
        all.sort(Comparator.comparing(Finding::severity).reversed());
        return new Verdict(outcome, all);
    }

    /** The plan's findings that no approval covers which counts; also those that no verdict depends on. */
    public static List<Finding> open(Plan plan) {
        PlanFacts facts = PlanFacts.of(plan);
        List<Finding> findings = findingsOf(plan, facts);
        Approvals approvals = Approvals.of(plan, facts, findings, Set.of());
        return Stream.concat(
                        findings.stream().filter(finding -> !approvals.covers(finding)), approvals.refused().stream())
                .toList();
    }

    /** One finding per id: two statements of a step may break one rule in the same way, and one approval covers both. */
    private static List<Finding> findingsOf(Plan plan, PlanFacts facts) {
        Map<String, Finding> byId = new LinkedHashMap<>();
        Rules.check(plan, facts).forEach(finding -> byId.putIfAbsent(finding.id(), finding));
        return List.copyOf(byId.values());
    }

    private static Outcome outcome(List<Finding> findings, Approvals approvals) {
        Predicate<Finding> isError = finding -> finding.severity() == Severity.ERROR;
        List<Finding> open = findings.stream()
                .filter(isError.and(finding -> !approvals.covers(finding)))
                .toList();
        if (open.stream().anyMatch(finding -> finding.hazard() != Hazard.UNDECIDED)) {
            return Outcome.REJECTED;
        }
        if (!open.isEmpty()) {
            return Outcome.COULD_NOT_DECIDE;
        }
        return findings.stream().anyMatch(isError) ? Outcome.ACCEPTED_WITH_APPROVALS : Outcome.ACCEPTED;
    }
}
