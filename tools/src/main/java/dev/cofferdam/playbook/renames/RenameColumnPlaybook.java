package dev.cofferdam.playbook.renames;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.RenameProbes;
import dev.cofferdam.playbook.parts.RollbackCells;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.SyncSql;
import dev.cofferdam.playbook.parts.Watching;
import dev.cofferdam.playbook.twins.Concerns;
import dev.cofferdam.playbook.twins.Dependents;
import dev.cofferdam.playbook.twins.Passage;
import dev.cofferdam.playbook.twins.TwinPhases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Recipe R1, rename column: a second column under the new name, kept equal by a two-way trigger from its first moment on, filled in batches,
 * used by one deploy, and left alone when the old one goes. Nothing has to be relaxed: the trigger fills the old column before its
 * NOT NULL or UNIQUE is checked, until trigger and column go together.
 */
public final class RenameColumnPlaybook {
    private final ColumnChange.RenameColumn change;
    private final PlanningInput input;
    private final ColumnTwin twin;
    private final Passage passage;
    private final PlanDraft draft;
    private final Retyping retyping;
    private final AppVersion today;
    private final AppVersion next;
    private final List<Boundary> boundaries = new ArrayList<>();

    public RenameColumnPlaybook(ColumnChange.RenameColumn change, PlanningInput input) {
        this(
                change,
                input,
                new ColumnTwin(
                        change.table(), change.column().column(), change.newName(), input.before(), input.after()),
                Retyping.NONE);
    }

    /** The same passage for a column whose new name also has a new type. */
    public RenameColumnPlaybook(
            ColumnChange.RenameColumn change, PlanningInput input, ColumnTwin twin, Retyping retyping) {
        this.change = change;
        this.input = input;
        this.twin = twin;
        this.retyping = retyping;
        this.passage = new Passage(twin);
        this.draft = new PlanDraft(input);
        this.today = draft.today();
        this.next = draft.next();
    }

    /** The plan. */
    public Plan draft() {
        new Dependents(twin).refuseWhatCannotBeTakenAlong();
        List<Edit> edits = retyping.edits(
                new RenameEdits(change, next, input.cites().usages()).of(input.usages()), input.usages());
        RenameWaysBack waysBack = new RenameWaysBack(twin, passage, input, today, next, retyping);
        TwinPhases twins = new TwinPhases(twin, passage, input, boundaries);
        List<Phase> phases = List.of(
                twins.expand(), twins.dualWrite(), twins.backfill(), cutover(waysBack, edits), contract(waysBack));
        RenameMatrices matrices = new RenameMatrices(change);
        return draft.of(new PlanDraft.Parts(
                edits,
                sync(),
                phases,
                boundaries,
                Optional.of(input.estimate()),
                new RenameProbes(change, twin.sourceTable()).of(today, next, input.usages()),
                matrices.compatibility(boundaries),
                RollbackCells.of(boundaries),
                assumed(),
                concerns()));
    }

    private Phase cutover(RenameWaysBack waysBack, List<Edit> edits) {
        StepWriter writer = writer(PhaseKind.CUTOVER, today);
        List<Step> steps = new ArrayList<>(passage.moveViews(writer));
        boolean viewsMoved = !steps.isEmpty();
        steps.addAll(passage.relax(writer));
        StepWriter both = writer.during(List.of(today, next), today);
        steps.add(both.deploy(
                "Deploy " + next + ", which reads and writes " + twin.newColumn() + " only",
                next,
                edits.stream().map(Edit::id).toList(),
                new Undo.ByDeploy(today),
                List.of(
                        new Gate.Deployed("no instance of " + today + " is running any more", next),
                        new Gate.Soak(
                                "one business cycle passed: month end, nightly jobs, reports",
                                PlanDraft.BUSINESS_CYCLE),
                        passage.columnsAgree()),
                Watching.errors(
                        both.upcomingId(),
                        "run the retreat of this boundary: deploy the release before; no value is lost")));
        boundaries.add(waysBack.afterCutover(TwinPhases.last(steps).id(), viewsMoved));
        return new Phase(
                PhaseKind.CUTOVER,
                "The code uses the new column, and v0 can come back at any time. The trigger still fills the old column, so nothing has to be relaxed.",
                Optional.empty(),
                "service",
                PlanDraft.BUSINESS_CYCLE,
                passage.readyForCutover(),
                steps,
                List.of(new Gate.Deployed("only " + next + " runs", next), passage.columnsAgree()));
    }

    private Phase contract(RenameWaysBack waysBack) {
        StepWriter writer = writer(PhaseKind.CONTRACT, next);
        Step guard = passage.guard(
                writer,
                List.of(
                        new Gate.Soak(
                                "no statement ran into the write guard for a business cycle", PlanDraft.BUSINESS_CYCLE),
                        passage.syncIsLive(),
                        passage.columnsAgree(),
                        new Gate.Attestation(
                                "jobs, reports and consumers outside this repository do not name " + change.column(),
                                "the table's owner"),
                        new Gate.Attestation(
                                "a backup that can be restored was taken, and its time is written down",
                                "the database's owner")));
        List<Step> steps = new ArrayList<>(List.of(guard));
        steps.addAll(passage.demandValueLate(writer));
        boundaries.add(waysBack.afterGuard(TwinPhases.last(steps).id(), new Dependents(twin).hasViews()));
        Step drop = passage.contract(
                writer.during(List.of(next), next),
                true,
                new Undo.PointOfNoReturn(
                        today + " cannot run without " + change.column()
                                + "; from here the way back is a passage of its own",
                        retyping.lostAtContract(twin)
                                + "; the quick way back, the column's place in the table, and"
                                + " grants on the single column are gone"));
        steps.add(drop);
        boundaries.add(waysBack.afterContract(drop.id()));
        return new Phase(
                PhaseKind.CONTRACT,
                "The old column is gone, and with it trigger, guard and functions.",
                Optional.empty(),
                "database",
                PlanDraft.BUSINESS_CYCLE,
                List.of(new Gate.Deployed("only " + next + " runs", next), passage.columnsAgree()),
                steps,
                List.of());
    }

    private Sync sync() {
        TreeMap<PhaseKind, Sync.Direction> directions = new TreeMap<>();
        for (PhaseKind phase : PhaseKind.values()) {
            directions.put(phase, Sync.Direction.BOTH);
        }
        return new Sync.ByTrigger(
                change.column(),
                change.renamed(),
                new Sync.Mapping(twin.up().of(twin.oldName()), twin.down().of(twin.newName()), lossyPairs()),
                directions,
                Sync.Precedence.NEW_WINS,
                twin.syncTrigger(),
                twin.ours("sync"),
                "the backfill sets " + SyncSql.BACKFILL_SETTING
                        + " for its own transaction; while it is on, the trigger copies from old to new only");
    }

    private List<String> lossyPairs() {
        List<String> pairs = new ArrayList<>(retyping.lossy());
        if (twin.oldDefinition().defaultExpression().isPresent()
                && twin.oldDefinition().nullable()) {
            pairs.add("until contract, a row that v1 inserts with an explicit NULL gets the default of "
                    + twin.oldColumn() + " instead");
        }
        return pairs;
    }

    private List<Undecided> concerns() {
        List<Undecided> concerns =
                new ArrayList<>(Concerns.of(twin, input.usages(), new Dependents(twin).routinesToRead()));
        concerns.addAll(retyping.concerns());
        return concerns;
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>(retyping.assumed());
        assumed.addAll(List.of(
                "the files under sql/ join your own migrations one by one, as each step is released; the column must be among them before"
                        + " tests or new environments run " + next.label(),
                "deploys are rolling: for a while " + today.label() + " and " + next.label() + " run side by side"));
        return assumed;
    }

    private StepWriter writer(PhaseKind phase, AppVersion... mayRun) {
        return draft.writer(phase.words(), mayRun);
    }
}
