package dev.cofferdam.playbook.renames;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.twins.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both rollbacks at every boundary of a rename. */
final class RenameWaysBack {
    static final String AFTER_GUARD = "after-guard";
    static final String AFTER_CONTRACT = "after-contract";

    private static final Duration SECONDS = Duration.ofSeconds(30);

    private final ColumnTwin twin;
    private final Passage passage;
    private final PlanningInput input;
    private final AppVersion today;
    private final AppVersion next;
    private final Retyping retyping;

    RenameWaysBack(
            ColumnTwin twin,
            Passage passage,
            PlanningInput input,
            AppVersion today,
            AppVersion next,
            Retyping retyping) {
        this.retyping = retyping;
        this.twin = twin;
        this.passage = passage;
        this.input = input;
        this.today = today;
        this.next = next;
    }

    Boundary afterCutover(String afterStep, boolean viewsMoved) {
        String id = "after-cutover";
        String symptom = next + " shows errors or wrong values";
        Rollback retreat = new Rollback(
                Rollback.Kind.RETREAT,
                symptom,
                Optional.empty(),
                List.of(deployToday(writer(id + "-retreat", today, next))),
                PlanDraft.ONE_DEPLOY,
                nothing());
        StepWriter abandonWriter = writer(id + "-abandon", today, next);
        List<Step> abandon = new ArrayList<>(List.of(deployToday(abandonWriter)));
        abandon.addAll(passage.removeTwinAfterCutover(abandonWriter.during(List.of(today), today), viewsMoved));
        return new Boundary(
                id,
                PhaseKind.CUTOVER,
                afterStep,
                retreat,
                new Rollback(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        Optional.empty(),
                        abandon,
                        PlanDraft.ONE_DEPLOY.plus(SECONDS),
                        nothing()));
    }

    Boundary afterGuard(String afterStep, boolean viewsMoved) {
        String symptom = "a statement fails on the write guard: somebody still writes " + twin.oldColumn();
        StepWriter retreatWriter = writer(AFTER_GUARD + "-retreat", today, next);
        List<Step> retreat = List.of(passage.liftGuard(retreatWriter), deployToday(retreatWriter));
        StepWriter abandonWriter = writer(AFTER_GUARD + "-abandon", today, next);
        List<Step> abandon = new ArrayList<>(List.of(passage.liftGuard(abandonWriter), deployToday(abandonWriter)));
        abandon.addAll(passage.removeTwinAfterCutover(abandonWriter.during(List.of(today), today), viewsMoved));
        return new Boundary(
                AFTER_GUARD,
                PhaseKind.CONTRACT,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        symptom,
                        Optional.empty(),
                        retreat,
                        PlanDraft.ONE_DEPLOY.plus(SECONDS),
                        retyping.keptFilled(twin) + "; writes that the guard refused were refused visibly"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        Optional.empty(),
                        abandon,
                        PlanDraft.ONE_DEPLOY.plus(SECONDS),
                        nothing()));
    }

    /** The way back after contract is the same passage with both columns swapped: build, fill, deploy, drop. */
    Boundary afterContract(String afterStep) {
        ColumnTwin back = twin.swapped();
        Passage passageBack = new Passage(back);
        StepWriter writer = writer(AFTER_CONTRACT + "-abandon", next).during(List.of(next), next);
        List<Step> steps = new ArrayList<>();
        steps.addAll(passageBack.conversions(writer));
        steps.add(passageBack.expand(writer));
        steps.addAll(passageBack.fill(writer, input.estimate()));
        steps.addAll(passageBack.relax(writer));
        StepWriter both = writer.during(List.of(today, next), today);
        steps.add(deployToday(both));
        StepWriter last = both.during(List.of(today), today);
        steps.addAll(passageBack.moveViews(last));
        steps.addAll(passageBack.demandValueLate(last));
        steps.add(passageBack.contract(
                last,
                false,
                new Undo.NotNeeded("the plan can be started again from its first step; " + twin.oldColumn()
                        + " holds every value")));
        Estimate estimate = input.estimate();
        return new Boundary(
                AFTER_CONTRACT,
                PhaseKind.CONTRACT,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        next + " shows errors or wrong values",
                        Optional.of(today + " names " + twin.tableRef() + "." + twin.oldColumn()
                                + ", which is gone; use abandon, or go forward"),
                        List.of(),
                        Duration.ZERO,
                        "not possible"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        "the old name is needed again",
                        Optional.empty(),
                        steps,
                        estimate.high().plus(PlanDraft.ONE_DEPLOY),
                        retyping.lostOnTheWayBack(twin) + ". Until the last rows are copied back, "
                                + today + " cannot run;"
                                + " the column's place among the others and grants on the single column do not come back"));
    }

    private Step deployToday(StepWriter writer) {
        return writer.deploy(
                "Deploy the release that ran before " + next,
                today,
                List.of(),
                new Undo.ByDeploy(next),
                List.of(new Gate.Deployed("no instance of " + next + " is running any more", today)),
                List.of());
    }

    private String nothing() {
        return retyping.carriedBack(twin, next);
    }

    private StepWriter writer(String prefix, AppVersion... mayRun) {
        return new StepWriter(
                prefix, input.engine(), List.of(mayRun), today, input.cites().all());
    }
}
