package dev.cofferdam.playbook.additions;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.RollbackCells;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.Watching;
import dev.cofferdam.playbook.parts.WholeRowProbes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Recipe R11, add column. One step where only the catalog changes; a default that differs from row to row is set for new rows first and filled
 * in batches; a value that only the application knows is demanded after every version that leaves it out is gone.
 */
public final class AddColumnPlaybook {
    private final PlanningInput input;
    private final AddedColumn column;
    private final PlanDraft draft;
    private final AddSteps steps;
    private final AddWaysBack waysBack;
    private final AppVersion today;
    private final AppVersion next;
    private final List<Edit> edits;
    private final List<Boundary> boundaries = new ArrayList<>();

    public AddColumnPlaybook(ColumnChange.AddColumn change, PlanningInput input) {
        this.input = input;
        this.column = new AddedColumn(change, input.before(), input.after());
        this.draft = new PlanDraft(input, column.form() == AddedColumn.Form.FILLED);
        this.steps = new AddSteps(column, input.estimate());
        this.waysBack = new AddWaysBack(column, steps, draft);
        this.today = draft.today();
        this.next = draft.next();
        this.edits = isRequired()
                ? new AddEdits(change.column(), next, input.cites().usages()).of(input.usages())
                : List.of();
    }

    /** The plan. */
    public Plan draft() {
        AddedColumn.refuse(column.change(), input.before());
        Phase expand = expand();
        Phase dualWrite = isRequired() ? dualWrite() : skipped(PhaseKind.DUAL_WRITE);
        Phase backfill =
                switch (column.form()) {
                    case AT_ONCE -> skipped(PhaseKind.BACKFILL);
                    case FILLED -> backfill();
                    case REQUIRED -> backfillByHand();
                };
        List<Phase> phases = List.of(
                expand,
                dualWrite,
                backfill,
                skipped(PhaseKind.CUTOVER),
                isRequired() ? contract() : skipped(PhaseKind.CONTRACT));
        return draft.of(new PlanDraft.Parts(
                edits,
                new Sync.NotNeeded(syncReason()),
                phases,
                boundaries,
                Optional.of(input.estimate()).filter(estimate -> column.form() == AddedColumn.Form.FILLED),
                probes(),
                compatibility(),
                RollbackCells.of(boundaries),
                assumed(),
                AddConcerns.of(column, input.usages())));
    }

    private boolean isRequired() {
        return column.form() == AddedColumn.Form.REQUIRED;
    }

    private String syncReason() {
        return "the value is in one place only; " + leftOut();
    }

    /** What a row gets from an INSERT that does not know the column. */
    private String leftOut() {
        return column.change()
                .defaultValue()
                .map(value -> "a row that is inserted without it gets the default " + value)
                .orElse("a row that is inserted without it has null there");
    }

    private Phase skipped(PhaseKind kind) {
        return PlanDraft.skipped(
                kind,
                switch (kind) {
                    case DUAL_WRITE -> "no second place is written; " + leftOut();
                    case BACKFILL ->
                        column.change().defaultValue().isPresent()
                                ? "the server keeps the default once for all rows that are there (PostgreSQL 11 and later)"
                                : "rows that are there have null, which is what the column means";
                    case CUTOVER ->
                        isRequired()
                                ? "no code moves from one place to another; " + next.label() + " already runs"
                                : "no code moves from one place to another; code that uses the column may be deployed from here on";
                    case CONTRACT -> "nothing goes, and nothing of the plan is left behind";
                    case EXPAND -> "the column is there";
                });
    }

    private Phase expand() {
        Step step = steps.expand(draft.writer(PhaseKind.EXPAND.words(), today));
        boundaries.add(waysBack.beforeDeploy(PhaseKind.EXPAND, step.id()));
        Gate[] exit = column.form() == AddedColumn.Form.AT_ONCE ? new Gate[0] : new Gate[] {steps.columnIsThere()};
        String purpose = column.form() == AddedColumn.Form.FILLED
                ? "The column exists, and every new row has its value; code that reads it waits for the backfill."
                : "The column exists, and code that does not know it does not notice.";
        return phase(PhaseKind.EXPAND, purpose, "database", Duration.ofMinutes(1), List.of(), List.of(step), exit);
    }

    private Phase dualWrite() {
        StepWriter both = draft.writer(PhaseKind.DUAL_WRITE.words(), today, next);
        Step deploy = both.deploy(
                "Deploy " + next + ", which gives " + column.change().column() + " a value in every INSERT",
                next,
                edits.stream().map(Edit::id).toList(),
                new Undo.ByDeploy(today),
                List.of(
                        new Gate.Deployed("no instance of " + today + " is running any more", next),
                        new Gate.Soak("ordinary traffic inserted rows and nothing failed", PlanDraft.OBSERVATION)),
                Watching.errors(both.upcomingId(), "run the retreat of this boundary: deploy the release before"));
        boundaries.add(waysBack.afterDeploy(PhaseKind.DUAL_WRITE, deploy.id(), false));
        return phase(
                PhaseKind.DUAL_WRITE,
                "Every new row has a value; earlier rows, and code that reads them, still meet null.",
                "service",
                PlanDraft.OBSERVATION,
                List.of(),
                List.of(deploy),
                new Gate.Deployed("only " + next + " runs", next));
    }

    private Phase backfill() {
        List<Step> fill = steps.fill(draft.writer(PhaseKind.BACKFILL.words(), today));
        boundaries.add(waysBack.beforeDeploy(PhaseKind.BACKFILL, last(fill).id()));
        return phase(
                PhaseKind.BACKFILL,
                "Every row has its value" + (column.change().nullable() ? "." : ", and none can be without."),
                "database",
                input.estimate().high(),
                List.of(),
                fill);
    }

    private Phase backfillByHand() {
        Step step =
                steps.fillByHand(draft.writer(PhaseKind.BACKFILL.words(), next).during(List.of(next), today));
        boundaries.add(waysBack.afterDeploy(PhaseKind.BACKFILL, step.id(), false));
        return phase(
                PhaseKind.BACKFILL,
                "Every row has a value.",
                "whoever knows the values",
                Duration.ZERO,
                List.of(new Gate.Deployed("only " + next + " runs", next)),
                List.of(step),
                steps.noRowIsEmpty());
    }

    private Phase contract() {
        List<Step> demand =
                steps.demand(draft.writer(PhaseKind.CONTRACT.words(), next).during(List.of(next), next));
        boundaries.add(waysBack.afterDeploy(PhaseKind.CONTRACT, last(demand).id(), true));
        return phase(
                PhaseKind.CONTRACT,
                "No row can be without a value; code that leaves the column out cannot insert any more.",
                "database",
                Duration.ofMinutes(5),
                List.of(new Gate.Deployed("only " + next + " runs", next), steps.noRowIsEmpty()),
                demand);
    }

    private static Phase phase(
            PhaseKind kind,
            String purpose,
            String who,
            Duration expected,
            List<Gate> entry,
            List<? extends Step> steps,
            Gate... exit) {
        return new Phase(kind, purpose, Optional.empty(), who, expected, entry, List.copyOf(steps), List.of(exit));
    }

    private List<Probe> probes() {
        List<Probe> probes = new ArrayList<>();
        new WholeRowProbes(input.before().table(column.change().table())).add(probes, today, name -> name);
        if (isRequired()) {
            new WholeRowProbes(input.after().table(column.change().table())).add(probes, next, name -> name);
        }
        return probes;
    }

    private List<Cell> compatibility() {
        List<Cell> cells = new ArrayList<>();
        for (Boundary boundary : boundaries) {
            boolean demanded = isRequired() && boundary.phase() == PhaseKind.CONTRACT;
            cells.add(RollbackCells.reasoned(
                    boundary,
                    today.label(),
                    demanded ? Cell.Result.FAILS : Cell.Result.SURVIVES,
                    demanded
                            ? "its INSERTs leave the column out, which is refused; the retreat loosens that first"
                            : leftOut()));
            if (isRequired()) {
                cells.add(RollbackCells.reasoned(
                        boundary, next.label(), Cell.Result.SURVIVES, "writes the column in every INSERT"));
            }
        }
        return cells;
    }

    private List<String> assumed() {
        Estimate estimate = input.estimate();
        List<String> assumed = new ArrayList<>();
        assumed.add(
                "the files under sql/ join your own migrations one by one, as each step is released; a start-up check of the mapping"
                        + " against the schema accepts a column that it does not know");
        if (isRequired()) {
            assumed.add(
                    "deploys are rolling: for a while " + today.label() + " and " + next.label() + " run side by side");
            assumed.add(next.label() + " reads null in earlier rows until they are filled (" + estimate.rows()
                    + " rows), and copes with it");
        } else {
            assumed.add("code that uses the column is deployed after the plan is done, as any other release");
        }
        return assumed;
    }

    private static Step last(List<Step> some) {
        return some.get(some.size() - 1);
    }
}
