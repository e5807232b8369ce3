package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Flags a filled column of which the planner knows nothing when code begins to read it. */
public final class BackfillThenAnalyze implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-then-analyze",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.QUEUES_TRAFFIC,
            "No ANALYZE follows a backfill");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Backfill backfill
                    && facts.newColumn().isPresent()
                    && !isAnalyzedBehind(placed, backfill, facts)) {
                findings.add(INFO.finding(
                        placed.where(),
                        "analyze",
                        "no step behind `" + placed.where() + "` analyzes `" + backfill.table()
                                + "`; queries that filter by the new column are planned blindly until autovacuum comes by",
                        "add ANALYZE " + backfill.table() + " in a step behind `" + backfill.id() + "`"));
            }
        }
        return findings;
    }

    private static boolean isAnalyzedBehind(PlacedStep placed, Step.Backfill backfill, PlanFacts facts) {
        return facts.forward()
                .filter(unit -> unit.order() > placed.order())
                .flatMap(unit -> unit.facts(Statement.Other.class))
                .anyMatch(other -> other.words().toUpperCase(Locale.ROOT).matches("(ANALYZE|VACUUM).*")
                        && (other.tables().isEmpty()
                                || other.tables().stream().anyMatch(backfill.table()::isSameTable)));
    }
}
