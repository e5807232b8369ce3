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
import dev.cofferdam.sql.Volatility;
import java.util.ArrayList;
import java.util.List;

/** Flags a backfill that gives a synced column another value each time it is asked: old and new place can never be compared. */
public final class BackfillVolatileSource implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-volatile-source",
            Severity.ERROR,
            Hazard.LOSES_DATA,
            "A synced column is filled with values that change at each call");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Backfill backfill
                    && facts.oldColumn().isPresent()
                    && Volatility.isKnownVolatile(source(backfill))) {
                findings.add(INFO.finding(
                        placed.where(),
                        backfill.set(),
                        "`" + placed.where() + "` sets `" + backfill.set()
                                + "`, whose value is another one at each call; the sync gives the row a different one, and no gate can compare them",
                        "derive the new value from `" + facts.oldColumn().get() + "` alone"));
            }
        }
        return findings;
    }

    private static String source(Step.Backfill backfill) {
        return backfill.set().substring(backfill.set().indexOf('=') + 1);
    }
}
