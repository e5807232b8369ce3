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
import java.util.ArrayList;
import java.util.List;

/** Flags a backfill of which nobody said how many rows it goes through and how long that takes. */
public final class BackfillObservable implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-observable",
            Severity.ERROR,
            Hazard.UNGROUNDED,
            "A backfill has no estimate to hold its progress against");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            boolean isEstimated = plan.estimate()
                    .filter(estimate -> estimate.step().equals(placed.step().id()))
                    .isPresent();
            if (placed.step() instanceof Step.Backfill backfill && !isEstimated) {
                findings.add(INFO.finding(
                        placed.where(),
                        "estimate",
                        "`" + placed.where() + "` fills `" + backfill.table()
                                + "` and no estimate of the plan is about it; whoever watches cannot tell a slow backfill from one that hangs",
                        "add an estimate for `" + backfill.id()
                                + "`: rows, batches, duration, and the facts that say so"));
            }
        }
        return findings;
    }
}
