package dev.cofferdam.rules;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.List;

/** Flags a deploy after which nobody looks whether the version before it is really gone. */
public final class PlanDrainBeforeNext implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-drain-before-next",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "No gate shows that the version before a deploy has drained");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep step : facts.steps()) {
            if (step.step() instanceof Step.Deploy deploy
                    && facts.gatesBetween(step.order(), step.order() + 1).noneMatch(gate -> isDrainTo(deploy, gate))) {
                findings.add(INFO.finding(
                        step.where(),
                        deploy.version().toString(),
                        "after `" + step.where() + "` no gate shows that only `" + deploy.version()
                                + "` or later is running; an instance that was left over meets the next step",
                        "put a deploy gate for `" + deploy.version() + "` on `" + deploy.id() + "`"));
            }
        }
        return findings;
    }

    private static boolean isDrainTo(Step.Deploy deploy, Gate gate) {
        return gate instanceof Gate.Deployed deployed
                && deployed.version().consumer().equals(deploy.version().consumer())
                && deployed.version().number() >= deploy.version().number();
    }
}
