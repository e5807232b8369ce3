package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Estimate;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recipes R12 (on) and R13: the rows of a table are to satisfy something new. Code first, for the database refuses from the first moment on what
 * old code still writes, also with NOT VALID; then the rows, for a row in the way can not even be updated any more; then, when a business
 * cycle has shown that no new one comes, the database.
 */
public final class DemandPlaybook {
    private final Demand demand;
    private final PlanningInput input;
    private final PlanDraft draft;
    private final AppVersion today;
    private final AppVersion next;
    private final List<Edit> edits;
    private final DemandWaysBack waysBack;
    private final List<Boundary> boundaries = new ArrayList<>();

    public DemandPlaybook(Demand demand, PlanningInput input) {
        this.demand = demand;
        this.input = input;
        this.draft = new PlanDraft(input, demand.fills());
        this.today = draft.today();
        this.next = draft.next();
        this.edits = new DemandEdits(demand.edits(), next, input.cites().usages())
                .of(input.usages().stream().filter(input.change()::needsEdit).toList());
        this.waysBack = new DemandWaysBack(demand, draft, !edits.isEmpty());
    }

    /** The plan. */
    public Plan draft() {
        demand.refuseWhatCannotBeTakenAlong();
        List<Phase> phases = List.of(
                PlanDraft.skipped(
                        PhaseKind.EXPAND,
                        "nothing is added: what the database is to demand would break today's code from its first moment on, so it waits for contract"),
                dualWrite(),
                backfill(),
                PlanDraft.skipped(PhaseKind.CUTOVER, "nothing moves: everybody reads and writes where they did before"),
                contract());
        DemandMatrices matrices = new DemandMatrices(demand, !edits.isEmpty());
        return draft.of(new PlanDraft.Parts(
                edits,
                new Sync.NotNeeded("no value has a second place: rows are repaired where they are"),
                phases,
                boundaries,
                estimate(),
                new KeptProbes(demand.table(), edits).of(versions(), input.usages()),
                matrices.compatibility(boundaries),
                RollbackCells.of(boundaries),
                assumed(),
                demand.concerns(input.usages())));
    }

    private Optional<Estimate> estimate() {
        return Optional.of(input.estimate()).filter(estimate -> demand.fills());
    }

    private List<AppVersion> versions() {
        return edits.isEmpty() ? List.of(today) : List.of(today, next);
    }

    private Phase dualWrite() {
        if (demand.isMadeAlready()) {
            return PlanDraft.skipped(
                    PhaseKind.DUAL_WRITE,
                    "no code can be in the way: the database refuses already what it is to refuse");
        }
        if (edits.isEmpty()) {
            return PlanDraft.skipped(
                    PhaseKind.DUAL_WRITE,
                    "no code was found that writes it; the repair and the watch after it show whether somebody does");
        }
        StepWriter writer = draft.writer(PhaseKind.DUAL_WRITE.words(), today, next);
        Step step = writer.deploy(
                "Deploy " + next + ", which " + demand.codeDoes(),
                next,
                edits.stream().map(Edit::id).toList(),
                new Undo.ByDeploy(today),
                List.of(isDrained()),
                Watching.errors(writer.upcomingId(), "run the retreat of this boundary: deploy the release before"));
        boundaries.add(waysBack.afterCode(step.id()));
        return new Phase(
                PhaseKind.DUAL_WRITE,
                "The code that runs " + demand.codeDoes() + ". Nothing is written twice.",
                Optional.empty(),
                "service",
                Duration.ZERO,
                List.of(),
                List.of(step),
                List.of(isDrained()));
    }

    private Gate isDrained() {
        return new Gate.Deployed("no instance of " + today + " is running any more", next);
    }

    private Phase backfill() {
        if (demand.isMadeAlready()) {
            return PlanDraft.skipped(PhaseKind.BACKFILL, "no row can be in the way: the database has seen to it");
        }
        StepWriter writer = draft.writer(PhaseKind.BACKFILL.words(), newest());
        List<Step> steps = new ArrayList<>(demand.repair(writer));
        String repair = steps.get(0).id();
        steps.add(writer.manual(
                "Watch whether " + demand.breaches() + " come back",
                "Leave everything as it is for a business cycle, and ask the gate's query now and then. If "
                        + demand.breaches()
                        + " come back, there is a writer that nobody knew of: find it, put it right, and repair again.",
                List.of(
                        new Gate.Soak("nightly jobs, imports and reports have run once", PlanDraft.BUSINESS_CYCLE),
                        demand.isMet()),
                Watching.comesBack(demand.breaches(), demand.isMet(), repair)));
        boundaries.add(waysBack.afterRepair(steps.get(steps.size() - 1).id()));
        return new Phase(
                PhaseKind.BACKFILL,
                "No row is in the way, and none has come since.",
                Optional.empty(),
                "service and database",
                PlanDraft.BUSINESS_CYCLE.plus(estimate().map(Estimate::high).orElse(Duration.ZERO)),
                List.of(),
                steps,
                List.of(demand.isMet()));
    }

    private Phase contract() {
        StepWriter first = draft.writer(PhaseKind.CONTRACT.words(), newest());
        StepWriter writer = first.during(List.of(newest()), newest());
        List<Step> steps = demand.enforce(writer);
        int bites = demand.stepsUntilItBites();
        if (bites < steps.size()) {
            boundaries.add(waysBack.afterBite(steps.get(bites - 1).id()));
        }
        boundaries.add(waysBack.afterContract(steps.get(steps.size() - 1).id()));
        return new Phase(
                PhaseKind.CONTRACT,
                "The database sees to it. Whoever does not keep to it gets " + demand.error() + ".",
                Optional.empty(),
                "database",
                Duration.ofMinutes(30),
                contractEntry(),
                steps,
                List.of());
    }

    private List<Gate> contractEntry() {
        List<Gate> gates = new ArrayList<>();
        if (!edits.isEmpty()) {
            gates.add(isDrained());
        }
        gates.add(demand.isMet());
        if (!demand.isMadeAlready()) {
            gates.add(new Gate.Attestation(
                    "jobs, imports and consumers outside this repository keep to it too", "the table's owner"));
        }
        return gates;
    }

    private AppVersion newest() {
        return edits.isEmpty() ? today : next;
    }

    private List<String> assumed() {
        List<String> assumed = new ArrayList<>();
        assumed.add("the files under sql/ join your own migrations one by one, as each step is released");
        if (!edits.isEmpty()) {
            assumed.add(
                    "deploys are rolling: for a while " + today.label() + " and " + next.label() + " run side by side");
        }
        assumed.addAll(demand.assumed());
        return assumed;
    }
}
