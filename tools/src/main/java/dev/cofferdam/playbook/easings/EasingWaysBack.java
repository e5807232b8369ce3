package dev.cofferdam.playbook.easings;

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

/** Both rollbacks at every boundary of an easing. */
final class EasingWaysBack {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final String AFTER_CONTRACT = "after-contract";

    private final Easing easing;
    private final PlanDraft draft;
    private final boolean moved;
    private final AppVersion today;
    private final AppVersion next;

    /**
     * @param moved whether the plan has a newer version than today's
     */
    EasingWaysBack(Easing easing, PlanDraft draft, boolean moved) {
        this.easing = easing;
        this.draft = draft;
        this.moved = moved;
        this.today = draft.today();
        this.next = draft.next();
    }

    Boundary afterCode(String afterStep) {
        String symptom = next + " shows errors or wrong values";
        String loss = "nothing: both versions write rows that either can read";
        return new Boundary(
                "after-cutover",
                PhaseKind.CUTOVER,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        symptom,
                        Optional.empty(),
                        deployToday(draft.writer("after-cutover-retreat", today, next)),
                        PlanDraft.ONE_DEPLOY,
                        loss),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        Optional.empty(),
                        deployToday(draft.writer("after-cutover-abandon", today, next)),
                        PlanDraft.ONE_DEPLOY,
                        loss));
    }

    Boundary afterContract(String afterStep) {
        return new Boundary(AFTER_CONTRACT, PhaseKind.CONTRACT, afterStep, retreat(), abandon());
    }

    private Rollback retreat() {
        String symptom = moved ? next + " shows errors or wrong values" : "the application misbehaves";
        if (!moved) {
            return new Rollback(
                    Rollback.Kind.RETREAT,
                    symptom,
                    Optional.empty(),
                    List.of(),
                    Duration.ZERO,
                    "nothing: the code of today is what runs");
        }
        if (easing.olderCodeFails().isPresent()) {
            return new Rollback(
                    Rollback.Kind.RETREAT,
                    symptom,
                    Optional.of(easing.olderCodeFails().get()
                            + "; run the abandon, which gives it that back before anything is deployed"),
                    List.of(),
                    Duration.ZERO,
                    "not possible");
        }
        StepWriter writer = draft.writer(AFTER_CONTRACT + "-retreat", newest());
        List<Step> steps = new ArrayList<>(easing.repair(writer));
        steps.addAll(deployToday(writer.during(List.of(today, next), today)));
        return new Rollback(
                Rollback.Kind.RETREAT, symptom, Optional.empty(), steps, PlanDraft.ONE_DEPLOY, easing.loss());
    }

    private Rollback abandon() {
        String symptom = "the change is called off";
        if (easing.irrevocable().isPresent()) {
            return new Rollback(
                    Rollback.Kind.ABANDON, symptom, easing.irrevocable(), List.of(), Duration.ZERO, "not possible");
        }
        StepWriter writer = draft.writer(AFTER_CONTRACT + "-abandon", newest());
        List<Step> steps = new ArrayList<>(easing.repair(writer));
        if (moved && easing.olderCodeFails().isPresent()) {
            steps.addAll(easing.restore(writer));
            steps.addAll(deployToday(writer.during(List.of(today, next), today)));
        } else {
            StepWriter both = moved ? writer.during(List.of(today, next), today) : writer;
            steps.addAll(deployToday(both));
            steps.addAll(easing.restore(both.during(List.of(today), today)));
        }
        return new Rollback(
                Rollback.Kind.ABANDON,
                symptom,
                Optional.empty(),
                steps,
                moved ? PlanDraft.ONE_DEPLOY.plus(SECONDS) : SECONDS,
                easing.loss());
    }

    private List<Step> deployToday(StepWriter writer) {
        return moved
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
        return moved ? next : today;
    }
}
