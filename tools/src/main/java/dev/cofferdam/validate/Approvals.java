package dev.cofferdam.validate;

import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.Rules;
import dev.cofferdam.rules.facts.PlanFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A plan's approvals, held against its findings: which count, and why the others do not. */
final class Approvals {
    private final Set<String> approved = new HashSet<>();
    private final List<Finding> refused = new ArrayList<>();

    private Approvals() {}

    /**
     * @param authors who wrote the change or asked for it; nobody approves findings on what is their own
     */
    static Approvals of(Plan plan, PlanFacts facts, List<Finding> findings, Set<String> authors) {
        Approvals approvals = new Approvals();
        for (Approval approval : plan.approvals()) {
            Optional<Finding> finding = findings.stream()
                    .filter(candidate -> candidate.id().equals(approval.finding()))
                    .findFirst();
            Optional<String> objection = objection(plan, facts, approval, finding, authors);
            objection.ifPresentOrElse(
                    words -> approvals.refused.add(refusal(approval, words)),
                    () -> approvals.approved.add(approval.finding()));
        }
        return approvals;
    }

    private static Optional<String> objection(
            Plan plan, PlanFacts facts, Approval approval, Optional<Finding> finding, Set<String> authors) {
        if (finding.isEmpty()) {
            return Optional.of("the plan has no such finding any more");
        }
        if (isAuthor(plan, approval.person(), authors)) {
            return Optional.of("`" + approval.person() + "` is an author of the plan");
        }
        if (!approval.statementDigest().equals(StatementDigest.of(facts, finding.get()))) {
            return Optional.of("what it approved has changed since (digest " + approval.statementDigest() + ", now "
                    + StatementDigest.of(facts, finding.get()) + ")");
        }
        return Optional.empty();
    }

    /** The planner itself is an author too: a model can never approve what it proposed. */
    private static boolean isAuthor(Plan plan, String person, Set<String> authors) {
        String name = plain(person);
        return authors.stream().map(Approvals::plain).anyMatch(name::equals)
                || name.equals(plain(plan.plannedBy().planner()))
                || plan.plannedBy()
                        .model()
                        .map(Approvals::plain)
                        .filter(name::equals)
                        .isPresent();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static Finding refusal(Approval approval, String words) {
        return Rules.APPROVAL_REFUSED.finding(
                "approvals",
                approval.finding() + approval.person(),
                "the approval of `" + approval.finding() + "` by `" + approval.person() + "` does not count: " + words,
                "remove it, or have somebody who is not an author look at the finding as it is now and approve it");
    }

    boolean covers(Finding finding) {
        return approved.contains(finding.id());
    }

    /** One finding for each approval that does not count. */
    List<Finding> refused() {
        return List.copyOf(refused);
    }
}
