package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Flags a backfill whose upper bound is not the last key of its table at the start: it runs after new rows for ever, or leaves some out. */
public final class BackfillTerminates implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-terminates", Severity.ERROR, Hazard.LOSES_WRITES, "A backfill has no last key to stop at");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Backfill backfill && !readsTheTable(backfill)) {
                findings.add(INFO.finding(
                        placed.where(),
                        backfill.upperBound(),
                        "`" + placed.where() + "` takes its upper bound from `" + backfill.upperBound()
                                + "`, which does not read `" + backfill.table()
                                + "`; rows that come in meanwhile are the sync's business, and a bound that is no key of the table never ends or leaves rows out",
                        "freeze the last key at the start: SELECT max(" + String.join(", ", backfill.key()) + ") FROM "
                                + backfill.table()));
            }
        }
        return findings;
    }

    private static boolean readsTheTable(Step.Backfill backfill) {
        return SqlParser.parse(backfill.upperBound()).stream()
                .map(parsed -> parsed.facts())
                .anyMatch(facts -> facts instanceof Statement.CouldNotDecide
                        || facts instanceof Statement.Query query
                                && query.tables().stream().anyMatch(backfill.table()::isSameTable));
    }
}
