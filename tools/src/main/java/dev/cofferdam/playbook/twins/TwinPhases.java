package dev.cofferdam.playbook.twins;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.Watching;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The phases in which a column gets a twin that holds its values, while only the code of today runs. What becomes of the twin, a new name or
 * the old one, is decided behind them.
 */
public final class TwinPhases {
    private static final Duration SECONDS = Duration.ofSeconds(30);

    private final ColumnTwin twin;
    private final Passage passage;
    private final PlanningInput input;
    private final PlanDraft draft;
    private final AppVersion today;
    private final List<Boundary> boundaries;

    /** The phases of a plan, whose boundaries are added to these. */
    public TwinPhases(ColumnTwin twin, Passage passage, PlanningInput input, List<Boundary> boundaries) {
        this.twin = twin;
        this.passage = passage;
        this.input = input;
        this.draft = new PlanDraft(input);
        this.today = draft.today();
        this.boundaries = boundaries;
    }

    /** Both columns are there, and the sync. */
    public Phase expand() {
        StepWriter writer = draft.writer(PhaseKind.EXPAND.words(), today);
        List<Step> steps = new ArrayList<>(passage.conversions(writer));
        steps.add(passage.expand(writer));
        boundaries.add(boundary(PhaseKind.EXPAND, last(steps)));
        return new Phase(
                PhaseKind.EXPAND,
                "The new column exists, and from its first moment no write passes it by.",
                Optional.empty(),
                "database",
                Duration.ofMinutes(1),
                List.of(),
                steps,
                List.of(passage.syncIsLive()));
    }

    /** Every new value is in both. */
    public Phase dualWrite() {
        StepWriter writer = draft.writer(PhaseKind.DUAL_WRITE.words(), today);
        Step step = writer.manual(
                "Watch the application write through the trigger",
                "Leave the application as it is for " + PlanDraft.OBSERVATION.toHours()
                        + " hour of ordinary traffic and watch it. Every INSERT and UPDATE of " + twin.tableRef()
                        + " now writes both columns in one transaction, whoever sends it.",
                List.of(
                        new Gate.Soak(
                                "ordinary traffic wrote to " + twin.tableRef() + " and nothing failed",
                                PlanDraft.OBSERVATION),
                        passage.filledRowsAreEqual()),
                Watching.errors(
                        writer.upcomingId(), "run the abandon of this boundary; the application needs no change"));
        boundaries.add(boundary(PhaseKind.DUAL_WRITE, step));
        return new Phase(
                PhaseKind.DUAL_WRITE,
                "Every writer keeps both columns equal, and real traffic has shown it.",
                Optional.empty(),
                "service and database",
                PlanDraft.OBSERVATION,
                List.of(passage.syncIsLive()),
                List.of(step),
                List.of(passage.filledRowsAreEqual()));
    }

    /** Every old value is in both. */
    public Phase backfill() {
        List<Step> steps = passage.fill(draft.writer(PhaseKind.BACKFILL.words(), today), input.estimate());
        boundaries.add(boundary(PhaseKind.BACKFILL, last(steps)));
        return new Phase(
                PhaseKind.BACKFILL,
                "Every row has its value in the new column, which has the indexes and constraints of the old one.",
                Optional.empty(),
                "database",
                input.estimate().high(),
                List.of(passage.syncIsLive()),
                steps,
                passage.readyForCutover());
    }

    /** While only the code of today runs, there is nothing to retreat from. */
    private Boundary boundary(PhaseKind phase, Step after) {
        String id = "after-" + phase.words();
        Rollback retreat = new Rollback(
                Rollback.Kind.RETREAT,
                "the application misbehaves, and the change is suspected",
                Optional.empty(),
                List.of(),
                Duration.ZERO,
                "nothing: the code of today is what runs, and the schema may stay as it is");
        Rollback abandon = new Rollback(
                Rollback.Kind.ABANDON,
                "writes to " + twin.tableRef()
                        + " became slower or fail in the sync trigger, or the change is called off",
                Optional.empty(),
                List.of(passage.removeTwin(draft.writer(id + "-abandon", today), false)),
                SECONDS,
                "nothing: " + twin.newColumn() + " held copies only");
        return new Boundary(id, phase, after.id(), retreat, abandon);
    }

    /** The last step of a phase. */
    public static Step last(List<Step> steps) {
        return steps.get(steps.size() - 1);
    }
}
