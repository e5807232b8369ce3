package dev.cofferdam.rehearse;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The plan with few rows and nobody else at work, step by step; wherever it may stop, every version and every way back is tried on a copy. */
final class FromPlaceToPlace {
    private final Plan plan;
    private final Schema schema;
    private final Stages stages;
    private final Notes notes;
    private final Consumer<String> progress;
    private final List<Cell> compatibility = new ArrayList<>();
    private final List<Cell> rollbacks = new ArrayList<>();

    FromPlaceToPlace(Plan plan, Schema schema, Stages stages, Notes notes, Consumer<String> progress) {
        this.plan = plan;
        this.schema = schema;
        this.stages = stages;
        this.notes = notes;
        this.progress = progress;
    }

    List<Cell> compatibility() {
        return compatibility;
    }

    List<Cell> rollbacks() {
        return rollbacks;
    }

    /** Plays it as far as it can; how many rows the change's table had. */
    long play(long wanted) throws SQLException {
        try (Stage stage = stages.set("copies", wanted, notes)) {
            if (stage.rows() > 0) {
                play(stage);
            }
            return stage.rows();
        }
    }

    private void play(Stage stage) throws SQLException {
        MidwayPlay midway = new MidwayPlay(plan, stage);
        Guarantees guarantees = new Guarantees(plan, schema, stage.database());
        Optional<Step> before = Optional.empty();
        for (Phase phase : plan.phases()) {
            for (Step step : phase.steps()) {
                if (step instanceof Step.Backfill backfill) {
                    midway.amid(phase, backfill);
                }
                if (!alone(stage, step, before)) {
                    return;
                }
                guarantees.after(phase, step);
                midway.after(phase, step);
                before = Optional.of(step);
                for (Boundary boundary : plan.boundaries()) {
                    if (boundary.afterStep().equals(step.id())) {
                        rest(stage, boundary, step);
                    }
                }
            }
        }
        rollbacks.addAll(midway.rollbacks());
        notes.addAll(guarantees.missing());
    }

    /** Whether the step could be run with nobody else at work. */
    private boolean alone(Stage stage, Step step, Optional<Step> before) throws SQLException {
        StepRunner runner = new StepRunner(stage.database());
        if (step instanceof Step.Manual) {
            stage.repair(stage.database());
        }
        if (step instanceof Step.Backfill backfill) {
            twiceAtOnce(stage, backfill);
        }
        return notes.attempt(step.id(), step.title(), () -> {
            if (step instanceof Step.Sql sql) {
                TableRef table = plan.change().table();
                notes.addAll(new StepTrial(stage.database(), runner, table).run(sql, before));
            } else {
                runner.run(step);
            }
        });
    }

    private void twiceAtOnce(Stage stage, Step.Backfill step) throws SQLException {
        try (ThrowawayDatabase copy = stage.copy("twice")) {
            notes.attempt(step.id(), step.title() + ", started twice at once", () -> {
                new Interrupted(copy, step).twiceAtOnce();
                new StepRunner(copy).run(step);
            });
        }
    }

    private void rest(Stage stage, Boundary boundary, Step step) throws SQLException {
        progress.accept(boundary.id() + ": every version, and both ways back");
        List<AppVersion> running = step.conduct().mayRun();
        BoundaryPlay at = new BoundaryPlay(plan, stage, boundary, running);
        at.play();
        compatibility.addAll(at.compatibility());
        rollbacks.addAll(at.rollbacks());
        StartUp start = new StartUp(plan, stage.types(), stages.play().checks());
        List<Cell> starts = start.at(boundary, stage.database());
        compatibility.addAll(starts);
        notes.addAll(start.refused(boundary, running, starts));
    }
}
