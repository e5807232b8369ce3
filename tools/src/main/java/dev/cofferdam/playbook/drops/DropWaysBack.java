package dev.cofferdam.playbook.drops;

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

/** Both rollbacks at every boundary of a drop. */
final class DropWaysBack {
    static final String AFTER_CUTOVER = "after-cutover";
    static final String AFTER_GUARD = "after-guard";
    static final String AFTER_ASIDE = "after-put-aside";
    static final String BEFORE_DROP = "before-drop";
    static final String AFTER_CONTRACT = "after-contract";

    private static final Duration SECONDS = Duration.ofSeconds(30);

    private final DroppedColumn column;
    private final DropSteps steps;
    private final Relaxation relaxation;
    private final PlanDraft draft;
    private final boolean moved;

    /**
     * @param moved whether the plan deploys a version that leaves the column alone
     */
    DropWaysBack(DroppedColumn column, DropSteps steps, Relaxation relaxation, PlanDraft draft, boolean moved) {
        this.column = column;
        this.steps = steps;
        this.relaxation = relaxation;
        this.draft = draft;
        this.moved = moved;
    }

    Boundary afterCutover(String afterStep) {
        String symptom = draft.next() + " shows errors or wrong values";
        StepWriter back = writer(AFTER_CUTOVER + "-retreat");
        StepWriter whole = writer(AFTER_CUTOVER + "-abandon");
        return boundary(
                AFTER_CUTOVER,
                PhaseKind.CUTOVER,
                afterStep,
                possible(Rollback.Kind.RETREAT, symptom, deployToday(back), PlanDraft.ONE_DEPLOY),
                possible(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        together(deployToday(whole), restored(whole)),
                        PlanDraft.ONE_DEPLOY.plus(SECONDS)));
    }

    Boundary afterGuard(String afterStep) {
        String symptom = "a statement fails on the write guard: somebody still writes " + column.ref();
        StepWriter back = writer(AFTER_GUARD + "-retreat");
        StepWriter whole = writer(AFTER_GUARD + "-abandon");
        return boundary(
                AFTER_GUARD,
                PhaseKind.CONTRACT,
                afterStep,
                possible(
                        Rollback.Kind.RETREAT,
                        symptom,
                        together(List.of(steps.liftGuard(back)), deployToday(back)),
                        PlanDraft.ONE_DEPLOY.plus(SECONDS)),
                possible(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        together(List.of(steps.liftGuard(whole)), deployToday(whole), restored(whole)),
                        PlanDraft.ONE_DEPLOY.plus(SECONDS)));
    }

    /** The name comes back first: the code of today cannot start without it, and the newer code does not miss the other name. */
    Boundary afterPutAside(String afterStep) {
        return aside(AFTER_ASIDE, afterStep);
    }

    /** The last rest from which there is a way back. */
    Boundary beforeDrop(String afterStep) {
        return aside(BEFORE_DROP, afterStep);
    }

    private Boundary aside(String id, String afterStep) {
        StepWriter whole = writer(id + "-abandon");
        return boundary(
                id,
                PhaseKind.CONTRACT,
                afterStep,
                impossible(
                        Rollback.Kind.RETREAT,
                        "a statement fails because it names " + column.ref(),
                        moved
                                ? draft.today() + " names " + column.ref()
                                        + ", which bears another name; the abandon gives it back in seconds"
                                : "no code was changed, so there is none to take back; the abandon gives the name back in seconds"),
                possible(
                        Rollback.Kind.ABANDON,
                        "a statement fails because it names " + column.ref(),
                        together(List.of(steps.bringBack(whole)), deployToday(whole), restored(whole)),
                        (moved ? PlanDraft.ONE_DEPLOY : Duration.ZERO).plus(SECONDS)));
    }

    Boundary afterContract(String afterStep) {
        String back =
                "the column and its values are gone. Add it again (a plan of its own: add a column that may be null),"
                        + " and fill it by key from the copy or the backup that the step before the drop asked for";
        return boundary(
                AFTER_CONTRACT,
                PhaseKind.CONTRACT,
                afterStep,
                impossible(
                        Rollback.Kind.RETREAT,
                        draft.next() + " shows errors or wrong values",
                        moved
                                ? draft.today() + " names " + column.ref() + ", which is gone; go forward"
                                : "no code was changed, so there is none to take back"),
                impossible(Rollback.Kind.ABANDON, "a value of " + column.ref() + " is needed again", back));
    }

    private Rollback possible(Rollback.Kind kind, String symptom, List<Step> way, Duration expected) {
        return new Rollback(kind, symptom, Optional.empty(), way, expected, loss(kind));
    }

    private static Rollback impossible(Rollback.Kind kind, String symptom, String because) {
        return new Rollback(kind, symptom, Optional.of(because), List.of(), Duration.ZERO, "not possible");
    }

    private String loss(Rollback.Kind kind) {
        if (!moved) {
            return "nothing: no code was changed, and every value is in its place";
        }
        String rows = "no value that was there; but rows that " + draft.next() + " inserted have "
                + relaxation.leftOut() + " in " + column.ref() + ", because nobody gave them a value";
        return kind == Rollback.Kind.ABANDON
                ? relaxation
                        .provedAgain()
                        .map(what -> rows + "; before " + what + " can come back, somebody has to give them one")
                        .orElse(rows)
                : rows;
    }

    private List<Step> restored(StepWriter writer) {
        return moved ? relaxation.restore(writer.during(List.of(draft.today()), draft.today())) : List.of();
    }

    private List<Step> deployToday(StepWriter writer) {
        if (!moved) {
            return List.of();
        }
        return List.of(writer.deploy(
                "Deploy the release that ran before " + draft.next(),
                draft.today(),
                List.of(),
                new Undo.ByDeploy(draft.next()),
                List.of(new Gate.Deployed("no instance of " + draft.next() + " is running any more", draft.today())),
                List.of()));
    }

    private StepWriter writer(String prefix) {
        return moved ? draft.writer(prefix, draft.today(), draft.next()) : draft.writer(prefix, draft.today());
    }

    private static Boundary boundary(String id, PhaseKind phase, String afterStep, Rollback retreat, Rollback abandon) {
        return new Boundary(id, phase, afterStep, retreat, abandon);
    }

    @SafeVarargs
    private static List<Step> together(List<Step>... parts) {
        List<Step> all = new ArrayList<>();
        for (List<Step> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
