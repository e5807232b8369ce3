package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rehearse.traffic.Traffic;
import dev.cofferdam.rehearse.traffic.Trouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** The plan from its first step to its last, with many rows, while the app versions that may run read and write. */
final class UnderTraffic {
    /** So often each version goes through its probes while a step runs, at least. */
    private static final int ROUNDS = 4;

    private final Plan plan;
    private final Stages stages;
    private final Notes notes;
    private final Consumer<String> progress;

    UnderTraffic(Plan plan, Stages stages, Notes notes, Consumer<String> progress) {
        this.plan = plan;
        this.stages = stages;
        this.notes = notes;
        this.progress = progress;
    }

    /** Plays it as far as it can; how many rows the change's table had. */
    long play(long wanted) throws SQLException {
        progress.accept("making " + wanted + " rows");
        try (Stage stage = stages.set("stage", wanted, notes);
                Traffic traffic = stage.traffic(stage.database())) {
            if (stage.rows() > 0 && isThrough(stage, traffic)) {
                try (Connection owner = stage.database().connectAsOwner()) {
                    notes.addAll(Statistics.missing(plan, owner));
                }
            }
            return stage.rows();
        }
    }

    private boolean isThrough(Stage stage, Traffic traffic) throws SQLException {
        StepRunner runner = new StepRunner(
                stage.database(),
                (step, session) ->
                        new StepWatch(stage.database(), session, sight -> notes.addAll(Sights.of(step.id(), sight))));
        for (Phase phase : plan.phases()) {
            for (Step step : phase.steps()) {
                progress.accept(step.id() + " under traffic");
                if (!step(stage, traffic, runner, phase, step)) {
                    return false;
                }
            }
            if (!gates(runner, phase)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the plan can go on. */
    private boolean step(Stage stage, Traffic traffic, StepRunner runner, Phase phase, Step step) throws SQLException {
        boolean[] done = {false};
        List<Trouble> troubles = traffic.during(step.conduct().mayRun(), ROUNDS, () -> {
            if (step instanceof Step.Manual && stage.repair(stage.database())) {
                traffic.forget();
            }
            if (step instanceof Step.Backfill backfill) {
                done[0] = new KilledBackfill(stage.database(), backfill, notes).run(runner);
            } else {
                done[0] = notes.attempt(step.id(), step.title(), () -> runner.run(step));
            }
        });
        notes.addAll(Sights.troubles(step.id(), troubles));
        notes.addAll(Sights.lost(step.id(), traffic.lost(done[0] && TwoWays.areEqual(plan, phase, step))));
        return done[0];
    }

    private boolean gates(StepRunner runner, Phase phase) throws SQLException {
        for (Gate gate : phase.exit()) {
            if (!notes.attempt("end of " + phase.kind().words(), gate.statement(), () -> runner.demand(gate))) {
                return false;
            }
        }
        return true;
    }
}
