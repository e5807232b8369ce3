package dev.cofferdam.playbook.types;

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
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.Conversion;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.RenameProbes;
import dev.cofferdam.playbook.parts.RollbackCells;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.TypePair;
import dev.cofferdam.playbook.parts.Watching;
import dev.cofferdam.playbook.twins.Dependents;
import dev.cofferdam.playbook.twins.Passage;
import dev.cofferdam.playbook.twins.TwinPhases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A type change under the same name: a column of the new type is filled by a one-way trigger, takes over the name in one short transaction,
 * and is then itself the source of the old one until that goes. Code of today works on both types, so the deploy comes behind the swap and
 * may be taken back at any time. A write guard has nothing to guard: no statement names the retired column.
 */
final class TypeSwapPlaybook {
    private final ColumnChange.ChangeType change;
    private final TypePair types;
    private final Optional<String> whyNotInTheCatalogs;
    private final PlanningInput input;
    private final ColumnTwin twin;
    private final Passage passage;
    private final TypeSwap swap;
    private final PreparedReads prepared;
    private final PlanDraft draft;
    private final AppVersion today;
    private final AppVersion next;
    private final List<Boundary> boundaries = new ArrayList<>();

    TypeSwapPlaybook(
            ColumnChange.ChangeType change, TypePair types, Optional<String> whyNotInTheCatalogs, PlanningInput input) {
        this.change = change;
        this.types = types;
        this.whyNotInTheCatalogs = whyNotInTheCatalogs;
        this.input = input;
        this.twin = twin(change, types, input);
        this.passage = new Passage(twin);
        this.swap = new TypeSwap(twin, input.before());
        this.prepared = new PreparedReads(change, input);
        this.draft = new PlanDraft(input);
        this.today = draft.today();
        this.next = draft.next();
    }

    private static ColumnTwin twin(ColumnChange.ChangeType change, TypePair types, PlanningInput input) {
        ColumnTwin bare = new ColumnTwin(
                change.table(), change.column().column(), ColumnTwin.nameBeside(change), input.before(), input.after());
        Conversion down = new Conversion.Guarded(
                bare.oursAnywhere("down"),
                bare.oursAnywhere("down_misfit"),
                "value",
                types.to(),
                types.from(),
                types.castBack("value"),
                false);
        return bare.converting(
                new Conversion.Cast(types.to()), types.reversed().isTotal() ? new Conversion.Cast(types.from()) : down);
    }

    Plan draft() {
        new Dependents(twin).refuseWhatCannotBeTakenAlong();
        List<Edit> edits = new TypeEdits(types, next, input.cites().usages()).of(input.usages());
        TypeSwapWaysBack waysBack = new TypeSwapWaysBack(twin, types, swap, input);
        TwinPhases twins = new TwinPhases(twin, passage, input, boundaries);
        List<Phase> phases = List.of(
                twins.expand(), twins.dualWrite(), twins.backfill(), cutover(waysBack, edits), contract(waysBack));
        return draft.of(new PlanDraft.Parts(
                edits,
                sync(),
                phases,
                boundaries,
                Optional.of(input.estimate()),
                new RenameProbes(
                                new ColumnChange.RenameColumn(
                                        change.column(), change.column().column()),
                                twin.sourceTable())
                        .of(today, next, input.usages()),
                new TypeMatrices(types).ofSwap(boundaries),
                RollbackCells.of(boundaries),
                assumed(),
                new TypeConcerns(change, types, input).ofSwap()));
    }

    private Phase cutover(TypeSwapWaysBack waysBack, List<Edit> edits) {
        StepWriter writer = writer(PhaseKind.CUTOVER, today);
        List<Step> steps = new ArrayList<>(prepared.step(writer, "the swap"));
        steps.addAll(passage.relax(writer));
        steps.add(swap.swap(writer, prepared.watch(writer.upcomingId())));
        steps.addAll(swap.analyze(writer));
        StepWriter both = writer.during(List.of(today, next), today);
        steps.add(both.deploy(
                "Deploy " + next + ", which takes " + change.column() + " for " + types.to(),
                next,
                edits.stream().map(Edit::id).toList(),
                new Undo.ByDeploy(today),
                List.of(
                        new Gate.Deployed("no instance of " + today + " is running any more", next),
                        new Gate.Soak(
                                "one business cycle passed: month end, nightly jobs, reports",
                                PlanDraft.BUSINESS_CYCLE),
                        swap.agreement()),
                Watching.errors(both.upcomingId(), "run the retreat of this boundary: deploy the release before")));
        boundaries.add(waysBack.afterCutover(TwinPhases.last(steps).id()));
        return new Phase(
                PhaseKind.CUTOVER,
                "The name belongs to the new type, for which the code is built; v0 works on it too and can come back.",
                Optional.empty(),
                "database and service",
                PlanDraft.BUSINESS_CYCLE,
                Stream.concat(passage.readyForCutover().stream(), swap.ready().stream())
                        .toList(),
                steps,
                List.of(new Gate.Deployed("only " + next + " runs", next), swap.agreement()));
    }

    private Phase contract(TypeSwapWaysBack waysBack) {
        StepWriter writer = draft.writer(PhaseKind.CONTRACT.words(), next).during(List.of(next), next);
        Step drop = swap.contract(
                writer,
                new Undo.PointOfNoReturn(
                        "the values of type " + types.from() + " are gone; from here the way back is a swap of its own",
                        "no value, since " + change.column().column()
                                + " holds every one; the quick way back and the column's place in the table are gone"));
        boundaries.add(waysBack.afterContract(drop.id()));
        return new Phase(
                PhaseKind.CONTRACT,
                "The column of the old type is gone, and with it trigger and functions.",
                Optional.empty(),
                "database",
                Duration.ofMinutes(1),
                List.of(
                        new Gate.Deployed("only " + next + " runs", next),
                        swap.agreement(),
                        new Gate.Attestation(
                                "jobs, reports and consumers outside this repository read " + change.column() + " as "
                                        + types.to(),
                                "the table's owner"),
                        new Gate.Attestation(
                                "a backup that can be restored was taken, and its time is written down",
                                "the database's owner")),
                List.of(drop),
                List.of());
    }

    private Sync sync() {
        TreeMap<PhaseKind, Sync.Direction> directions = new TreeMap<>();
        for (PhaseKind phase : PhaseKind.values()) {
            directions.put(
                    phase,
                    phase.compareTo(PhaseKind.CUTOVER) < 0 ? Sync.Direction.OLD_TO_NEW : Sync.Direction.NEW_TO_OLD);
        }
        return new Sync.ByTrigger(
                change.column(),
                change.table().column(twin.newColumn()),
                new Sync.Mapping(twin.up().of(twin.oldName()), twin.down().of(twin.newName()), lossyPairs()),
                directions,
                Sync.Precedence.NEW_WINS,
                twin.syncTrigger(),
                twin.ours("sync"),
                "until the swap the trigger copies one way only, from old to new, and gives the value that the backfill gives");
    }

    private List<String> lossyPairs() {
        return twin.down().isTotal()
                ? List.of()
                : List.of("after the swap, a value that " + types.from() + " cannot hold leaves " + swap.retired()
                        + " null: it is neither cut nor refused, and the abandon stops at it");
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add(
                "form of the change: a swap under the same name, because statements that bind and read " + types.from()
                        + " work on " + types.to() + " too, and "
                        + whyNotInTheCatalogs.orElse("ALTER TYPE would rewrite the table while nobody can use it"));
        assumed.add(
                "no instance checks the schema when it starts (`spring.jpa.hibernate.ddl-auto=validate` does): from the swap on "
                        + today.label() + " would not start again; if one does, ask for a new name");
        assumed.add("the files under sql/ join your own migrations one by one, as each step is released");
        assumed.add("deploys are rolling: for a while " + today.label() + " and " + next.label() + " run side by side");
        return assumed;
    }

    private StepWriter writer(PhaseKind phase, AppVersion... mayRun) {
        return draft.writer(phase.words(), mayRun);
    }
}
