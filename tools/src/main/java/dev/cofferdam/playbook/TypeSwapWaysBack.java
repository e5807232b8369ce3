package dev.cofferdam.playbook;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both rollbacks at every boundary of a swap. */
final class TypeSwapWaysBack {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final Duration ONE_DEPLOY = Duration.ofMinutes(30);

    private final ColumnTwin twin;
    private final TypePair types;
    private final Passage passage;
    private final TypeSwap swap;
    private final PlanDraft draft;
    private final AppVersion today;
    private final AppVersion next;

    TypeSwapWaysBack(ColumnTwin twin, TypePair types, Passage passage, TypeSwap swap, PlanningInput input) {
        this.twin = twin;
        this.types = types;
        this.passage = passage;
        this.swap = swap;
        this.draft = new PlanDraft(input);
        this.today = draft.today();
        this.next = draft.next();
    }

    /** While only the code of today runs, there is nothing to retreat from. */
    Boundary beforeCutover(PhaseKind phase, String afterStep) {
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
                        "nothing: the code of today is what runs, and the schema may stay as it is"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        "writes to " + twin.tableRef()
                                + " became slower or fail in the sync trigger, or the change is called off",
                        Optional.empty(),
                        List.of(passage.removeTwin(draft.writer(id + "-abandon", today), false)),
                        SECONDS,
                        "nothing: " + twin.newColumn() + " held copies only"));
    }

    Boundary afterCutover(String afterStep) {
        String symptom = next + " shows errors or wrong values";
        List<Gate> drained =
                new ArrayList<>(List.of(new Gate.Deployed("no instance of " + next + " is running any more", today)));
        Step retreat = deployToday(draft.writer("after-cutover-retreat", today, next), drained);
        drained.addAll(twin.down().isTotal() ? List.of() : List.of(swap.nothingBeyond()));
        StepWriter writer = draft.writer("after-cutover-abandon", today, next);
        List<Step> abandon = new ArrayList<>(List.of(deployToday(writer, drained)));
        abandon.addAll(swap.abandon(writer.during(List.of(today), today)));
        return new Boundary(
                "after-cutover",
                PhaseKind.CUTOVER,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        symptom,
                        Optional.empty(),
                        List.of(retreat),
                        ONE_DEPLOY,
                        "nothing: " + today + " works on " + types.to() + " too"
                                + exceptBeyond(" cannot read the rows")),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        symptom + ", and the change is called off",
                        Optional.empty(),
                        abandon,
                        ONE_DEPLOY.plus(SECONDS),
                        "nothing: the trigger carried every write to " + swap.retired()
                                + exceptBeyond(" goes no further while there are rows")));
    }

    private String exceptBeyond(String what) {
        return twin.down().isTotal()
                ? ""
                : "; it" + what + " with a value that " + types.from()
                        + " cannot hold, of which v0 wrote none: SELECT * FROM " + twin.table() + " WHERE "
                        + swap.beyond();
    }

    /** Going back to a narrower type is a change of its own, and nobody knows yet what values there will be. */
    Boundary afterContract(String afterStep) {
        String narrowing = "the column of type " + types.from() + " is gone, and " + twin.oldColumn()
                + " may hold values that it could not; ";
        return new Boundary(
                "after-contract",
                PhaseKind.CONTRACT,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        next + " shows errors or wrong values",
                        Optional.of(narrowing + today
                                + " still works on the others, but nothing here proves that it will meet no"
                                + " others; go forward"),
                        List.of(),
                        Duration.ZERO,
                        "not possible"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        "the old type is needed again",
                        Optional.of(narrowing + "give it a column of its own: change " + twin.tableRef() + "."
                                + twin.oldColumn() + " to " + types.from() + " as NEW_NAME"),
                        List.of(),
                        Duration.ZERO,
                        "not possible"));
    }

    private Step deployToday(StepWriter writer, List<Gate> gates) {
        return writer.deploy(
                "Deploy the release that ran before " + next,
                today,
                List.of(),
                new Undo.ByDeploy(next),
                gates,
                List.of());
    }
}
