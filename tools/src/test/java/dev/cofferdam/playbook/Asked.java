package dev.cofferdam.playbook;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Verdict;
import java.util.List;

/** What a draft itself lays before a person, told apart from what a rule finds in it. */
public final class Asked {
    private Asked() {}

    public static List<Finding> unexpected(Plan plan, Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO && !isAsked(plan, finding))
                .toList();
    }

    private static boolean isAsked(Plan plan, Finding finding) {
        return finding.rule().equals("plan-undecided")
                && plan.undecided().stream()
                        .anyMatch(place -> finding.where().equals(place.place().toString())
                                && finding.what().startsWith(place.what()));
    }
}
