package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.demands.DemandEdits;
import dev.cofferdam.playbook.demands.KeptProbes;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.RollbackCells;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recipes R12 (off), R14, R15 (off), R19 (one more value), R24, R29 and R30 (off): the database is to ask less, or to let more in. Readers first:
 * nothing that they cannot live with is there before the last of those that cannot is gone. Where no code has to change it is a step or two.
 */
public final class EasingPlaybook {
    private final Easing easing;
    private final PlanningInput input;
    private final PlanDraft draft;
    private final AppVersion today;
    private final AppVersion next;
    private final List<Edit> edits;
    private final EasingWaysBack waysBack;
    private final List<Boundary> boundaries = new ArrayList<>();

    EasingPlaybook(Easing easing, PlanningInput input) {
        this.easing = easing;
        this.input = input;
        this.draft = new PlanDraft(input, false);
        this.today = draft.today();
        this.next = draft.next();
        this.edits = new DemandEdits(easing.edits(), next, input.cites().usages())
                .of(input.usages().stream().filter(input.change()::needsEdit).toList());
        this.waysBack = new EasingWaysBack(easing, draft, isMoved());
    }

    /** The plan. */
    public Plan draft() {
        easing.refuseWhatCannotBeTakenAlong();
        List<Phase> phases = List.of(
                PlanDraft.skipped(PhaseKind.EXPAND, "nothing has to be there beforehand"),
                PlanDraft.skipped(PhaseKind.DUAL_WRITE, "no value has a second place"),
                PlanDraft.skipped(PhaseKind.BACKFILL, "no row has to change"),
                isMoved()
                        ? cutover()
                        : PlanDraft.skipped(PhaseKind.CUTOVER, "no code that was found has to change for it"),
                contract());
        return draft.of(new PlanDraft.Parts(
                edits,
                new Sync.NotNeeded("no value has a second place: rows stay where and as they are"),
                phases,
                boundaries,
                Optional.empty(),
                new KeptProbes(easing.table(), edits).of(versions(), input.usages()),
                compatibility(),
                RollbackCells.of(boundaries),
                assumed(),
                easing.concerns(input.usages())));
    }

    private boolean isMoved() {
        return !edits.isEmpty();
    }

    private List<AppVersion> versions() {
        return isMoved() ? List.of(today, next) : List.of(today);
    }

    private AppVersion newest() {
        return isMoved() ? next : today;
    }

    private Phase cutover() {
        StepWriter writer = draft.writer(PhaseKind.CUTOVER.words(), today, next);
        Step step = writer.deploy(
                "Deploy " + next + ", which " + easing.codeDoes(),
                next,
                edits.stream().map(Edit::id).toList(),
                new Undo.ByDeploy(today),
                List.of(
                        isDrained(),
                        new Gate.Soak("ordinary traffic passed and nothing failed", PlanDraft.OBSERVATION)),
                Watching.errors(writer.upcomingId(), "run the retreat of this boundary: deploy the release before"));
        boundaries.add(waysBack.afterCode(step.id()));
        return new Phase(
                PhaseKind.CUTOVER,
                "The code that runs " + easing.codeDoes() + ", and the database is as it was.",
                Optional.empty(),
                "service",
                PlanDraft.OBSERVATION,
                List.of(),
                List.of(step),
                List.of(isDrained()));
    }

    private Gate isDrained() {
        return new Gate.Deployed("no instance of " + today + " is running any more", next);
    }

    private Phase contract() {
        boolean floorRises = isMoved() && easing.olderCodeFails().isPresent();
        StepWriter writer =
                draft.writer(PhaseKind.CONTRACT.words(), newest()).during(List.of(newest()), floorRises ? next : today);
        List<Step> steps = easing.ease(writer);
        boundaries.add(waysBack.afterContract(steps.get(steps.size() - 1).id()));
        List<Gate> entry = new ArrayList<>();
        if (isMoved()) {
            entry.add(isDrained());
        }
        entry.addAll(easing.entry());
        return new Phase(
                PhaseKind.CONTRACT,
                easing.eases(),
                Optional.empty(),
                "database",
                soaks(steps).plus(Duration.ofMinutes(10)),
                entry,
                steps,
                List.of());
    }

    private static Duration soaks(List<Step> steps) {
        return steps.stream()
                .flatMap(step -> step.conduct().gates().stream())
                .filter(Gate.Soak.class::isInstance)
                .map(gate -> ((Gate.Soak) gate).time())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private List<Cell> compatibility() {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            cells.add(oldVersion(boundary));
            if (isMoved()) {
                cells.add(RollbackCells.reasoned(boundary, next.label(), Cell.Result.SURVIVES, easing.codeDoes()));
            }
        }
        return cells;
    }

    private Cell oldVersion(Boundary boundary) {
        if (boundary.phase() != PhaseKind.CONTRACT) {
            return RollbackCells.reasoned(boundary, today.label(), Cell.Result.SURVIVES, "the database is as it was");
        }
        if (!isMoved()) {
            return RollbackCells.reasoned(
                    boundary, today.label(), Cell.Result.SURVIVES, "no code was found that has to change for it");
        }
        return easing.olderCodeFails()
                .map(why -> RollbackCells.reasoned(boundary, today.label(), Cell.Result.FAILS, why))
                .orElseGet(
                        () -> RollbackCells.reasoned(
                                boundary,
                                today.label(),
                                Cell.Result.SURVIVES,
                                "finds no row that it does not know, as long as nobody has written one; the retreat looks for them first"));
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add("the files under sql/ join your own migrations one by one, as each step is released");
        if (isMoved()) {
            assumed.add(
                    "deploys are rolling: for a while " + today.label() + " and " + next.label() + " run side by side");
        }
        assumed.addAll(easing.assumed());
        List<String> definitions = input.usages().stream()
                .filter(usage -> usage.access() == Access.DDL && usage.needsEdit() && !usage.test())
                .filter(usage -> !input.change().needsEdit(usage))
                .map(usage -> usage.place().file())
                .distinct()
                .toList();
        if (!definitions.isEmpty()) {
            assumed.add("files that make the table for new databases (" + String.join(", ", definitions)
                    + ") say the same once contract is done; no edit is listed for them");
        }
        return assumed;
    }
}
