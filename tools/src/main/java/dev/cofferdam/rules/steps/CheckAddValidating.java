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

/** Flags ADD CHECK that is not NOT VALID on a table that was there before the plan: nobody reads or writes while it looks at every row. */
public final class CheckAddValidating implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "check-add-validating",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "A check constraint goes through all rows while everybody waits");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        return AddedConstraint.of(TableConstraint.Kind.CHECK, facts).stream()
                .filter(AddedConstraint::looksAtRows)
                .map(added -> INFO.finding(
                        added.unit().where(),
                        added.subject(),
                        "`" + added.unit().where() + "` adds " + added.words() + " and goes through all rows of `"
                                + added.table()
                                + "` under ACCESS EXCLUSIVE; reads and writes wait until it has seen the last",
                        added.sql(" NOT VALID") + " in this step, and " + added.validation()
                                + " in a later step of its own"))
                .toList();
    }
}
