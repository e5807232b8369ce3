package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Observation.Kind;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A step of SQL without traffic, but with everything that may stop it: somebody in its way, a hand that cancels it, and a crash behind which nobody knows whether it ran. */
final class StepTrial {
    private final ThrowawayDatabase database;
    private final StepRunner runner;
    private final TableRef table;
    private final List<Observation> seen = new ArrayList<>();

    /**
     * A trial.
     *
     * @param table the change's
     */
    StepTrial(ThrowawayDatabase database, StepRunner runner, TableRef table) {
        this.database = database;
        this.runner = runner;
        this.table = table;
    }

    /**
     * Runs the step after it was stopped.
     *
     * @param before the step before it, which clears away what a stopped build leaves
     * @return what was seen that should not be
     * @throws SQLException when the step itself fails
     */
    List<Observation> run(Step.Sql step, Optional<Step> before) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            SortedSet<String> catalog = CatalogLines.read(owner);
            boolean saysDone = isDone(step);
            Obstructed obstructed = new Obstructed(database, step);
            if (obstructed.isPossible()) {
                stop(step, obstructed, before, owner, catalog);
            }
            runner.run(step);
            if (saysDone && !CatalogLines.read(owner).equals(catalog)) {
                tell(
                        step,
                        ", after a crash",
                        "\"" + step.doneWhen().statement()
                                + "\" holds before the step has run, so that whoever starts again after a crash passes it over");
            }
            invalid(step, owner);
        }
        return seen;
    }

    private void stop(
            Step.Sql step, Obstructed obstructed, Optional<Step> before, Connection owner, SortedSet<String> catalog)
            throws SQLException {
        obstructed.play(table).ifPresent(what -> tell(step, ", with a reader in the way", what));
        if (step.transaction() == TransactionMode.OUTSIDE) {
            clear(before);
        } else if (!CatalogLines.read(owner).equals(catalog)) {
            tell(step, ", stopped", "something of it is left although it was stopped");
        }
    }

    private void clear(Optional<Step> before) throws SQLException {
        if (before.orElse(null) instanceof Step.Sql clearing && drops(clearing)) {
            runner.run(clearing);
        }
    }

    private static boolean drops(Step.Sql step) {
        return step.transaction() == TransactionMode.OUTSIDE
                && step.statements().stream().allMatch(sql -> sql.startsWith("DROP INDEX"));
    }

    private void invalid(Step.Sql step, Connection owner) throws SQLException {
        RelationState.read(owner)
                .invalid()
                .forEach(index -> seen.add(new Observation(
                        step.id(),
                        Kind.INVALID_INDEX,
                        index.toString(),
                        "",
                        "pg_index.indisvalid is false once the step was cancelled and run again")));
    }

    private boolean isDone(Step.Sql step) {
        try {
            runner.demand(step.doneWhen());
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void tell(Step.Sql step, String how, String what) {
        seen.add(new Observation(step.id(), Kind.FAILED, step.title() + how, "", what));
    }
}
