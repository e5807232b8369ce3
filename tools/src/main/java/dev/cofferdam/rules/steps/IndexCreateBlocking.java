package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Flags a plain CREATE INDEX on a table that was there before the plan: writers wait for the whole build. */
public final class IndexCreateBlocking implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "index-create-blocking", Severity.ERROR, Hazard.BLOCKS_WRITES, "An index is built while writers wait");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            unit.facts(Statement.CreateIndex.class)
                    .filter(index -> !index.concurrently() && !facts.isOwn(unit, index.table()))
                    .forEach(index -> findings.add(finding(unit, index)));
        }
        return findings;
    }

    private static Finding finding(SqlUnit unit, Statement.CreateIndex index) {
        String name = index.name().orElse("");
        return INFO.finding(
                unit.where(),
                index.table() + " " + name + index.elements(),
                "`" + unit.where() + "` builds an index on `" + index.table()
                        + "` under SHARE; inserts, updates and deletes wait until it is built",
                "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX CONCURRENTLY "
                        + (name.isEmpty() ? "" : name + " ")
                        + "ON " + index.table() + " (" + String.join(", ", index.elements())
                        + "), alone in a step with transaction outside");
    }
}
