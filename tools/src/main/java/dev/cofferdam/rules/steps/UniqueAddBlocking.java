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

/** Flags ADD UNIQUE without USING INDEX on a table that was there before the plan: nobody reads or writes while the index is built. */
public final class UniqueAddBlocking implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "unique-add-blocking",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A unique constraint builds its index while everybody waits");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        return AddedConstraint.buildingIndexes(TableConstraint.Kind.UNIQUE, INFO, facts, "ADD UNIQUE USING INDEX");
    }
}
