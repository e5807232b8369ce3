package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.StepWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Both rollbacks at every boundary of a demand on rows. */
final class DemandWaysBack {
    static final String AFTER_BITE = "after-first-refusal";
    static final String AFTER_CONTRACT = "after-contract";

    private static final Duration SECONDS = Duration.ofSeconds(30);

    private final Demand demand;
    private final PlanDraft draft;
    private final boolean deploys;
    private final AppVersion today;
    private final AppVersion next;

    /**
     * @param deploys whether the plan has a newer version than today's
     */
    DemandWaysBack(Demand demand, PlanDraft draft, boolean deploys) {
        this.demand = demand;
        this.draft = draft;
        this.deploys = deploys;
        this.today = draft.today();
        this.next = draft.next();
    }

    Boundary afterCode(String afterStep) {
        return codeGoesBack(PhaseKind.DUAL_WRITE, afterStep, "nothing: both versions write rows that either can read");
    }

    Boundary afterRepair(String afterStep) {
        return codeGoesBack(PhaseKind.BACKFILL, afterStep, demand.repairLoss());
    }

    private Boundary codeGoesBack(PhaseKind phase, String afterStep, String loss) {
        String id = "after-" + phase.words();
        String symptom = deploys ? next + " shows errors or wrong values" : "the application misbehaves";
        return new Boundary(
                id,
                phase,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        symptom,
                        Optional.empty(),
                        deployToday(draft.writer(id + "-retreat", today, next)),
                        deploys ? PlanDraft.ONE_DEPLOY : Duration.ZERO,
                        loss),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        Optional.empty(),
                        deployToday(draft.writer(id + "-abandon", today, next)),
                        deploys ? PlanDraft.ONE_DEPLOY : Duration.ZERO,
                        loss));
    }

    /** Where the database has begun to refuse, and not all is done. */
    Boundary afterBite(String afterStep) {
        return refusing(AFTER_BITE, afterStep, demand::liftEarly);
    }

    Boundary afterContract(String afterStep) {
        return refusing(AFTER_CONTRACT, afterStep, demand::lift);
    }

    private Boundary refusing(String id, String afterStep, Function<StepWriter, List<Step>> lift) {
        boolean nothingAsked = demand.isMadeAlready();
        String symptom = nothingAsked ? "the change is called off" : "writes fail with " + demand.error();
        StepWriter writer = draft.writer(id + "-abandon", newest());
        List<Step> abandon = new ArrayList<>(lift.apply(writer));
        abandon.addAll(deployToday(writer.during(List.of(today, next), today)));
        return new Boundary(
                id,
                PhaseKind.CONTRACT,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        symptom,
                        deploys
                                ? Optional.of(
                                        today
                                                + " does not keep to what the database now demands; run the abandon, which ends the refusals before anything is deployed")
                                : Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        deploys ? "not possible" : "nothing: the code of today is what runs"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        symptom,
                        Optional.empty(),
                        abandon,
                        deploys ? PlanDraft.ONE_DEPLOY.plus(SECONDS) : SECONDS,
                        nothingAsked ? "nothing: no row was touched" : demand.repairLoss()));
    }

    private List<Step> deployToday(StepWriter writer) {
        return deploys
                ? List.of(writer.deploy(
                        "Deploy the release that ran before " + next,
                        today,
                        List.of(),
                        new Undo.ByDeploy(next),
                        List.of(new Gate.Deployed("no instance of " + next + " is running any more", today)),
                        List.of()))
                : List.of();
    }

    private AppVersion newest() {
        return deploys ? next : today;
    }
}
