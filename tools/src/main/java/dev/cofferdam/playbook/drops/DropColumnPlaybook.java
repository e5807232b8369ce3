package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.RollbackCells;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.Watching;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recipe R16, drop column: code lets go of it first, after the column was relaxed so that rows may be inserted without it; then a guard shows
 * remaining writers, a new name shows remaining readers, and only then do the values go. A column that no code uses skips the deploy.
 */
public final class DropColumnPlaybook {
    private final PlanningInput input;
    private final DroppedColumn column;
    private final PlanDraft draft;
    private final Relaxation relaxation;
    private final DropSteps steps;
    private final AppVersion today;
    private final AppVersion next;
    private final List<Edit> edits;
    private final DropWaysBack waysBack;
    private final List<Boundary> boundaries = new ArrayList<>();

    public DropColumnPlaybook(ColumnChange.DropColumn change, PlanningInput input) {
        this.input = input;
        this.column = new DroppedColumn(change.column(), input.before());
        this.draft = new PlanDraft(input, false);
        this.relaxation = new Relaxation(column);
        this.today = draft.today();
        this.next = draft.next();
        this.edits = new DropEdits(change.column(), next, input.cites().usages()).of(input.usages());
        this.steps = new DropSteps(
                column,
                new DropSql(
                        column,
                        isMoved()
                                ? relaxation.defaultAfter()
                                : column.definition().defaultExpression()));
        this.waysBack = new DropWaysBack(column, steps, relaxation, draft, isMoved());
    }

    /** The plan. */
    public Plan draft() {
        new DropRefusals(column).refuse();
        List<Phase> phases = List.of(
                PlanDraft.skipped(
                        PhaseKind.EXPAND, "nothing takes the column's place, so nothing has to be there beforehand"),
                PlanDraft.skipped(PhaseKind.DUAL_WRITE, "there is no second place to write to"),
                PlanDraft.skipped(PhaseKind.BACKFILL, "there is no second place to fill"),
                isMoved()
                        ? cutover()
                        : PlanDraft.skipped(
                                PhaseKind.CUTOVER,
                                "no code path that was found reads or writes " + column.ref()
                                        + ", so nothing has to be deployed"),
                contract());
        return draft.of(new PlanDraft.Parts(
                edits,
                new Sync.NotNeeded("nothing takes the place of " + column.ref() + "; what " + next.label()
                        + " inserts has no value for it"),
                phases,
                boundaries,
                Optional.empty(),
                new DropProbes(column).of(today, next, input.usages(), isMoved()),
                compatibility(),
                RollbackCells.of(boundaries),
                assumed(),
                DropConcerns.of(column, relaxation, isMoved() ? input.usages() : List.of())));
    }

    private boolean isMoved() {
        return !edits.isEmpty();
    }

    private Phase cutover() {
        List<Step> cutover = new ArrayList<>();
        StepWriter writer = draft.writer(PhaseKind.CUTOVER.words(), today);
        if (relaxation.isNeeded()) {
            cutover.add(relaxation.step(writer));
        }
        StepWriter both = writer.during(List.of(today, next), today);
        cutover.add(both.deploy(
                "Deploy " + next + ", which neither reads, writes nor maps " + column.ref(),
                next,
                edits.stream().map(Edit::id).toList(),
                new Undo.ByDeploy(today),
                List.of(
                        new Gate.Deployed("no instance of " + today + " is running any more", next),
                        new Gate.Soak("ordinary traffic passed and nothing failed", PlanDraft.OBSERVATION)),
                Watching.errors(both.upcomingId(), "run the retreat of this boundary: deploy the release before")));
        boundaries.add(waysBack.afterCutover(last(cutover).id()));
        return new Phase(
                PhaseKind.CUTOVER,
                "No code touches the column any more, every value is still there, and v0 can come back.",
                Optional.empty(),
                relaxation.isNeeded() ? "service and database" : "service",
                PlanDraft.OBSERVATION,
                List.of(),
                cutover,
                List.of(new Gate.Deployed("only " + next + " runs", next)));
    }

    private Phase contract() {
        AppVersion running = isMoved() ? next : today;
        StepWriter writer = draft.writer(PhaseKind.CONTRACT.words(), running);
        List<Step> contract = new ArrayList<>();
        if (!column.isComputed()) {
            contract.add(steps.guard(writer));
            boundaries.add(waysBack.afterGuard(last(contract).id()));
        }
        StepWriter late = writer.during(List.of(running), running);
        contract.add(steps.putAside(late));
        boundaries.add(waysBack.afterPutAside(last(contract).id()));
        contract.add(steps.keepValues(late, input.estimate()));
        boundaries.add(waysBack.beforeDrop(last(contract).id()));
        contract.add(steps.drop(late, pointOfNoReturn()));
        boundaries.add(waysBack.afterContract(last(contract).id()));
        return new Phase(
                PhaseKind.CONTRACT,
                "The column is gone, after a guard had shown that nobody writes it and a new name that nobody reads it.",
                Optional.empty(),
                "database",
                column.isComputed()
                        ? PlanDraft.BUSINESS_CYCLE
                        : PlanDraft.BUSINESS_CYCLE.plus(PlanDraft.BUSINESS_CYCLE),
                contractEntry(),
                contract,
                List.of());
    }

    private List<Gate> contractEntry() {
        List<Gate> entry = new ArrayList<>();
        if (isMoved()) {
            entry.add(new Gate.Deployed("only " + next + " runs", next));
        }
        entry.add(new Gate.Attestation(
                "jobs, reports and consumers outside this repository do not name " + column.ref()
                        + "; replication subscribers and change-data consumers of "
                        + column.ref().table()
                        + " cope with a column that is renamed and then gone",
                "the table's owner"));
        return entry;
    }

    private Undo pointOfNoReturn() {
        List<String> along = steps.goesAlong();
        return new Undo.PointOfNoReturn(
                "a dropped column cannot be brought back",
                "every value of " + column.ref()
                        + (along.isEmpty() ? "" : "; with it " + String.join(", ", along))
                        + "; its comment, grants and statistics");
    }

    private List<Cell> compatibility() {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            cells.add(oldVersion(boundary));
            if (isMoved()) {
                cells.add(RollbackCells.reasoned(
                        boundary, next.label(), Cell.Result.SURVIVES, "does not name " + column.ref()));
            }
        }
        return cells;
    }

    private Cell oldVersion(Boundary boundary) {
        if (!isMoved()) {
            return RollbackCells.reasoned(
                    boundary, today.label(), Cell.Result.SURVIVES, "no code path names " + column.ref());
        }
        return switch (boundary.id()) {
            case DropWaysBack.AFTER_CUTOVER ->
                RollbackCells.reasoned(
                        boundary,
                        today.label(),
                        Cell.Result.SURVIVES,
                        "finds its column; in rows that " + next.label() + " inserted it reads "
                                + relaxation.leftOut());
            case DropWaysBack.AFTER_GUARD ->
                RollbackCells.reasoned(
                        boundary,
                        today.label(),
                        Cell.Result.FAILS,
                        "reads, but the guard refuses its writes; the retreat lifts the guard first");
            case DropWaysBack.AFTER_ASIDE, DropWaysBack.BEFORE_DROP ->
                RollbackCells.reasoned(
                        boundary,
                        today.label(),
                        Cell.Result.FAILS,
                        "names " + column.ref() + ", which bears another name; the abandon gives it back first");
            default ->
                RollbackCells.reasoned(
                        boundary, today.label(), Cell.Result.FAILS, "names " + column.ref() + ", which is gone");
        };
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add(
                "the files under sql/ join your own migrations one by one, as each step is released; new environments and tests"
                        + " get the whole sequence, and code that still names the column fails there at once");
        if (isMoved()) {
            assumed.add(
                    "deploys are rolling: for a while " + today.label() + " and " + next.label() + " run side by side");
        } else {
            assumed.add("the scan looked where the code is: no code path was found that reads or writes " + column.ref()
                    + "; if another repository holds it, guard and new name will show it");
        }
        return assumed;
    }

    private static Step last(List<Step> some) {
        return some.get(some.size() - 1);
    }
}
