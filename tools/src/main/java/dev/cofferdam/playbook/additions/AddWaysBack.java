package dev.cofferdam.playbook.additions;

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

/** Both rollbacks at every boundary of an addition. */
final class AddWaysBack {
    private static final Duration SECONDS = Duration.ofSeconds(30);

    private final AddedColumn column;
    private final AddSteps steps;
    private final PlanDraft draft;

    AddWaysBack(AddedColumn column, AddSteps steps, PlanDraft draft) {
        this.column = column;
        this.steps = steps;
        this.draft = draft;
    }

    /** While only the code of today runs, there is nothing to retreat from. */
    Boundary beforeDeploy(PhaseKind phase, String afterStep) {
        String id = "after-" + phase.words();
        return new Boundary(
                id,
                phase,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        "the application misbehaves, and the change is suspected",
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        "nothing: the code of today is what runs, and it leaves the column out"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        "the change is called off, or a statement cannot cope with one more column",
                        Optional.empty(),
                        List.of(steps.remove(draft.writer(id + "-abandon", draft.today()))),
                        SECONDS,
                        "nothing, as long as no code that writes the column was deployed; else what it wrote there"));
    }

    /**
     * The newer code writes the column.
     *
     * @param demanded whether rows without a value are refused already
     */
    Boundary afterDeploy(PhaseKind phase, String afterStep, boolean demanded) {
        String id = "after-" + phase.words();
        String symptom = draft.next() + " shows errors or wrong values";
        StepWriter back = draft.writer(id + "-retreat", draft.today(), draft.next());
        List<Step> retreat = new ArrayList<>();
        if (demanded) {
            retreat.add(steps.loosen(back));
        }
        retreat.add(deployToday(back));
        StepWriter whole = draft.writer(id + "-abandon", draft.today(), draft.next());
        List<Step> abandon = new ArrayList<>();
        if (demanded) {
            abandon.add(steps.loosen(whole));
        }
        abandon.add(deployToday(whole));
        abandon.add(steps.remove(whole.during(List.of(draft.today()), draft.today())));
        return new Boundary(
                id,
                phase,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        symptom,
                        Optional.empty(),
                        retreat,
                        PlanDraft.ONE_DEPLOY,
                        "no value; rows that " + draft.today()
                                + " inserts have none in the new column, and are filled like the earlier ones later"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        Optional.empty(),
                        abandon,
                        PlanDraft.ONE_DEPLOY.plus(SECONDS),
                        "what was written into " + column.change().column()));
    }

    private Step deployToday(StepWriter writer) {
        return writer.deploy(
                "Deploy the release that ran before " + draft.next(),
                draft.today(),
                List.of(),
                new Undo.ByDeploy(draft.next()),
                List.of(new Gate.Deployed("no instance of " + draft.next() + " is running any more", draft.today())),
                List.of());
    }
}
