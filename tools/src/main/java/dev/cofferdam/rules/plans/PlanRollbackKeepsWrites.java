package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flags a way back from newer code to a place that newer code's writes never reached, unless it says that these writes are lost. */
public final class PlanRollbackKeepsWrites implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-rollback-keeps-writes",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "A way back leaves behind what newer code wrote");

    private static final Pattern TOLD = Pattern.compile(
            "(?=.*\\b(write|writes|written|wrote)\\b).*\\b(lost|loses?|missing|gone)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (plan.sync() instanceof Sync.ByTrigger sync) {
            for (Boundary boundary : plan.boundaries()) {
                if (runsNewerCode(boundary, facts) && !fillsOld(sync, boundary.phase())) {
                    Stream.of(boundary.retreat(), boundary.abandon())
                            .filter(way -> way.impossibleBecause().isEmpty()
                                    && !TOLD.matcher(way.loss()).find())
                            .forEach(way -> findings.add(finding(boundary, way, sync)));
                }
            }
        }
        return findings;
    }

    private static boolean fillsOld(Sync.ByTrigger sync, PhaseKind phase) {
        return SyncDirections.fillsOld(sync.directions().getOrDefault(phase, Sync.Direction.NONE));
    }

    private static boolean runsNewerCode(Boundary boundary, PlanFacts facts) {
        Optional<PlacedStep> after = facts.findStep(boundary.afterStep());
        return after.isPresent()
                && facts.steps().stream()
                        .anyMatch(step -> step.order() <= after.get().order()
                                && step.phase() == PhaseKind.CUTOVER
                                && step.step() instanceof Step.Deploy);
    }

    private static Finding finding(Boundary boundary, Rollback way, Sync.ByTrigger sync) {
        String word = way.kind() == Rollback.Kind.RETREAT ? "retreat" : "abandon";
        return INFO.finding(
                boundary.id() + "/" + word,
                sync.oldColumn().toString(),
                "the " + word + " of `" + boundary.id() + "` brings back code that reads `" + sync.oldColumn()
                        + "`, and in phase " + boundary.phase().words()
                        + " the sync does not fill it; what newer code wrote is not there",
                "let the sync go both ways until contract, or say in `loss` that writes since the deploy are lost");
    }
}
