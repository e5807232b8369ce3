package dev.cofferdam.rules;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
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
        return AddedConstraint.of(TableConstraint.Kind.UNIQUE, facts).stream()
                .filter(added -> added.constraint().usingIndex().isEmpty())
                .map(
                        added -> INFO.finding(
                                added.unit().where(),
                                added.subject(),
                                "`" + added.unit().where() + "` adds " + added.words() + " and builds its index on `"
                                        + added.table()
                                        + "` under ACCESS EXCLUSIVE; reads and writes wait until it is built",
                                "build it first, with CREATE UNIQUE INDEX CONCURRENTLY in a step of its own, then ADD UNIQUE USING INDEX"))
                .toList();
    }
}
