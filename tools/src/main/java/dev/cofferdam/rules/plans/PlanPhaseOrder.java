package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Flags phases that are missing, doubled, out of order or empty without a reason, and work that stands in the wrong phase. */
public final class PlanPhaseOrder implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-phase-order",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "Phases are not the five, in order, with their work");
    private static final String ORDER =
            Arrays.stream(PhaseKind.values()).map(PhaseKind::words).collect(Collectors.joining(", "));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        List<PhaseKind> kinds = plan.phases().stream().map(Phase::kind).toList();
        if (!kinds.equals(List.of(PhaseKind.values()))) {
            findings.add(INFO.finding(
                    "phases",
                    kinds.toString(),
                    "the plan's phases are "
                            + kinds.stream().map(PhaseKind::words).collect(Collectors.joining(", "))
                            + "; code and rows meet a schema that is not ready for them",
                    "put each of " + ORDER + " into the plan once, in this order; a phase without steps says why"));
        }
        plan.phases().forEach(phase -> checkReason(phase, findings));
        checkIds(facts, findings);
        facts.steps().forEach(step -> checkPlace(plan, step, findings));
        checkFilled(plan, facts, findings);
        return findings;
    }

    private static void checkReason(Phase phase, List<Finding> findings) {
        boolean reason = phase.skippedBecause().filter(text -> !text.isBlank()).isPresent();
        if (phase.steps().isEmpty() && !reason) {
            findings.add(INFO.finding(
                    phase.kind().words(),
                    "no reason",
                    "phase " + phase.kind().words() + " has no steps and does not say why",
                    "say in `skippedBecause` why nothing is needed here, or add the missing steps"));
        }
        if (!phase.steps().isEmpty() && reason) {
            findings.add(INFO.finding(
                    phase.kind().words(),
                    "steps and reason",
                    "phase " + phase.kind().words() + " says that it is skipped, but has "
                            + phase.steps().size() + (phase.steps().size() == 1 ? " step" : " steps"),
                    "remove `skippedBecause`, or the steps"));
        }
    }

    private static void checkIds(PlanFacts facts, List<Finding> findings) {
        Set<String> seen = new HashSet<>();
        for (PlacedStep step : facts.steps()) {
            if (!seen.add(step.step().id())) {
                findings.add(INFO.finding(
                        step.where(),
                        "id " + step.order(),
                        "two steps are called `" + step.step().id()
                                + "`; a re-run after a crash cannot tell which of them is done",
                        "give each step an id of its own"));
            }
        }
    }

    /** A sync fills what is written from now on; phase backfill fills the rows that were there, or says that there are none. */
    private static void checkFilled(Plan plan, PlanFacts facts, List<Finding> findings) {
        boolean works = plan.findPhase(PhaseKind.BACKFILL)
                .filter(phase -> !phase.steps().isEmpty())
                .isPresent();
        boolean fills = facts.steps().stream()
                .anyMatch(step -> step.step() instanceof Step.Backfill
                        || step.step() instanceof Step.Manual && step.phase() == PhaseKind.BACKFILL);
        if (works
                && !fills
                && facts.oldColumn().isPresent()
                && facts.newColumn().isPresent()) {
            findings.add(
                    INFO.finding(
                            PhaseKind.BACKFILL.words(),
                            "nothing filled",
                            "phase backfill has no step that fills `"
                                    + facts.newColumn().get() + "` from `"
                                    + facts.oldColumn().get() + "` in the rows that nobody writes any more",
                            "add a backfill, or leave the phase without steps and say in `skippedBecause` why no row needs it"));
        }
    }

    private static void checkPlace(Plan plan, PlacedStep step, List<Finding> findings) {
        if (step.step() instanceof Step.Backfill backfill && step.phase() != PhaseKind.BACKFILL) {
            findings.add(INFO.finding(
                    step.where(),
                    "backfill",
                    "step `" + backfill.id() + "` fills rows of `" + backfill.table() + "` in phase "
                            + step.phase().words(),
                    "move step `" + backfill.id() + "` to phase backfill"));
        }
        if (step.step() instanceof Step.Deploy deploy
                && plan.sync() instanceof Sync.ByApplication sync
                && deploy.version().equals(sync.firstWriter())
                && step.phase() != PhaseKind.DUAL_WRITE) {
            findings.add(INFO.finding(
                    step.where(),
                    "first writer",
                    "`" + deploy.version() + "`, the first version that writes both `" + sync.oldColumn() + "` and `"
                            + sync.newColumn() + "`, goes out in phase "
                            + step.phase().words(),
                    "move step `" + deploy.id() + "` to phase dual-write"));
        }
    }
}
