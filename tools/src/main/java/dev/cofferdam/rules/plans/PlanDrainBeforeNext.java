package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        contract(facts, findings);
        return findings;
    }

    /** Time has passed since the last deploy, and somebody may have gone back meanwhile. */
    private static void contract(PlanFacts facts, List<Finding> findings) {
        Optional<PlacedStep> first = facts.steps().stream()
                .filter(step -> step.phase() == PhaseKind.CONTRACT)
                .findFirst();
        Optional<Step.Deploy> last = facts.steps().stream()
                .takeWhile(step -> step.phase() != PhaseKind.CONTRACT)
                .map(PlacedStep::step)
                .filter(Step.Deploy.class::isInstance)
                .map(Step.Deploy.class::cast)
                .reduce((earlier, later) -> later);
        if (first.isPresent()
                && last.isPresent()
                && facts.gatesBetween(first.get().order() - 1, first.get().order())
                        .noneMatch(gate -> isDrainTo(last.get(), gate))) {
            findings.add(INFO.finding(
                    first.get().where(),
                    "contract " + last.get().version(),
                    "contract begins with `" + first.get().where()
                            + "`, and no gate directly before it shows that only `"
                            + last.get().version() + "` or later is running",
                    "put a deploy gate for `" + last.get().version() + "` at the entry of contract"));
        }
    }

    private static boolean isDrainTo(Step.Deploy deploy, Gate gate) {
        return gate instanceof Gate.Deployed deployed
                && deployed.version().consumer().equals(deploy.version().consumer())
                && deployed.version().number() >= deploy.version().number();
    }
}
