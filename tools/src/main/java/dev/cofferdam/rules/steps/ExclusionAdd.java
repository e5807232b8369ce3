package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;

/** Flags ADD EXCLUDE on a table that was there before the plan: it has no form that can be built or proved while code runs. */
public final class ExclusionAdd implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "exclusion-add",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "An exclusion constraint builds its index while everybody waits");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        return AddedConstraint.of(TableConstraint.Kind.EXCLUDE, facts).stream()
                .map(
                        added -> added.buildsIndex(
                                INFO,
                                "there is no form of it that lets anybody read or write meanwhile",
                                "make a table that has the constraint, fill it under a sync, and let code move to it; or ask for a window"))
                .toList();
    }
}
