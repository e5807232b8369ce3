package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.TypePair;
import dev.cofferdam.playbook.twins.Passage;
import dev.cofferdam.playbook.twins.ValueGates;
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
    private final TypeSwap swap;
    private final PlanningInput input;
    private final PlanDraft draft;
    private final AppVersion today;
    private final AppVersion next;

    TypeSwapWaysBack(ColumnTwin twin, TypePair types, TypeSwap swap, PlanningInput input) {
        this.twin = twin;
        this.types = types;
        this.swap = swap;
        this.input = input;
        this.draft = new PlanDraft(input);
        this.today = draft.today();
        this.next = draft.next();
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

    /**
     * The way back after contract is a swap of its own. It is a narrowing, and what the old type cannot hold stops it before any code
     * is deployed: nobody but the application knows what such a value should become.
     */
    Boundary afterContract(String afterStep) {
        return new Boundary(
                "after-contract",
                PhaseKind.CONTRACT,
                afterStep,
                new Rollback(
                        Rollback.Kind.RETREAT,
                        next + " shows errors or wrong values",
                        Optional.of("nothing asks any more whether " + today + " can read every value of "
                                + twin.oldColumn() + "; the first gates of the abandon do, before it deploys " + today
                                + ". Use that, or go forward"),
                        List.of(),
                        Duration.ZERO,
                        "not possible"),
                new Rollback(
                        Rollback.Kind.ABANDON,
                        "the old type is needed again",
                        Optional.empty(),
                        stepsBack(),
                        input.estimate().high().plus(ONE_DEPLOY),
                        "no value: a " + twin.oldColumn() + " that " + types.from()
                                + " cannot hold stops the first gate, whose watch signal lists such rows; correct them, or keep the new type. "
                                + "The column's place among the others does not come back"));
    }

    private List<Step> stepsBack() {
        ColumnTwin back = new ColumnTwin(
                twin.tableRef(),
                twin.oldColumn(),
                twin.newColumn(),
                twin.target().withColumnRenamed(twin.tableRef().column(twin.newColumn()), twin.oldColumn()),
                twin.source().withColumnRenamed(twin.tableRef().column(twin.oldColumn()), twin.newColumn()),
                twin.down(),
                twin.up());
        Passage passageBack = new Passage(back);
        TypeSwap swapBack = new TypeSwap(back, twin.source());
        StepWriter writer = draft.writer("after-contract-abandon", next).during(List.of(next), next);
        List<Step> steps = new ArrayList<>(passageBack.conversions(writer));
        steps.add(passageBack.expand(writer));
        steps.addAll(passageBack.fill(writer, input.estimate()));
        List<Gate> gates =
                new ArrayList<>(List.of(new Gate.Deployed("no instance of " + next + " is running any more", today)));
        gates.add(passageBack.bothColumnsAreEqual());
        new ValueGates(back).everyValueConverts().ifPresent(gates::add);
        StepWriter both = writer.during(List.of(today, next), today);
        steps.add(deployToday(both, gates));
        StepWriter last = both.during(List.of(today), today);
        steps.addAll(passageBack.demandValueLate(last));
        steps.add(swapBack.swap(last));
        steps.addAll(swapBack.analyze(last));
        steps.add(swapBack.contract(last, new Undo.NotNeeded("the plan can be started again from its first step")));
        return steps;
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
