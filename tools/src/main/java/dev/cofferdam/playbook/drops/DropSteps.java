package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.playbook.parts.ForeignKeysGone;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The database's side of a drop: the steps, without the deploy before them. */
final class DropSteps {
    private final DroppedColumn column;
    private final DropSql sql;
    private final String name;

    DropSteps(DroppedColumn column, DropSql sql) {
        this.column = column;
        this.sql = sql;
        this.name = column.ref().column();
    }

    Step guard(StepWriter writer) {
        String id = writer.upcomingId();
        return withWatch(
                writer.transaction(
                        "Write guard: let any statement that still writes " + name + " fail",
                        sql.installGuard(),
                        new Gate.Query("both guard triggers are there", sql.guardQuery(), "2"),
                        new Undo.BySql(sql.removeGuard(), TransactionMode.ONE_TRANSACTION),
                        List.of(new Gate.Soak(
                                "no statement ran into the write guard for a business cycle",
                                PlanDraft.BUSINESS_CYCLE))),
                writer,
                statementsThatNameIt(id));
    }

    Step liftGuard(StepWriter writer) {
        return writer.transaction(
                "Lift the write guard",
                sql.removeGuard(),
                new Gate.Query("no guard trigger is left", sql.guardQuery(), "0"),
                new Undo.BySql(sql.installGuard(), TransactionMode.ONE_TRANSACTION),
                List.of());
    }

    /** No trigger sees a SELECT. A new name is the only guard against readers, and it is taken back in an instant. */
    Step putAside(StepWriter writer) {
        List<String> back = new ArrayList<>(List.of(sql.bringBack()));
        if (!column.isComputed()) {
            back.addAll(sql.installGuard());
        }
        return withWatch(
                writer.transaction(
                        "Put the column aside as " + column.asideName()
                                + ": whoever still reads it fails, and nothing is lost",
                        sql.putAside(),
                        new Gate.Query("no column is called " + name, sql.existsQuery(name), "0"),
                        new Undo.BySql(back, TransactionMode.ONE_TRANSACTION),
                        List.of(new Gate.Soak(
                                "no statement missed the column for a business cycle: jobs, reports, month end",
                                PlanDraft.BUSINESS_CYCLE))),
                writer,
                new WatchSignal(
                        "statements that miss the column",
                        "SQLSTATE 42703 (undefined_column) in the server's log and in every application's",
                        "the first one that names " + name,
                        "run the first step of the abandon " + DropWaysBack.AFTER_ASIDE
                                + ": the name is back in an instant, with every value; find who sent the statement, and begin contract again",
                        writer.firstId()));
    }

    Step bringBack(StepWriter writer) {
        return writer.transaction(
                "Give the column its name back",
                List.of(sql.bringBack()),
                new Gate.Query("the column is called " + name + " again", sql.existsQuery(name), "1"),
                new Undo.NotNeeded("whoever uses the column finds it again"),
                List.of());
    }

    Step keepValues(StepWriter writer, Estimate estimate) {
        String rows = String.format(Locale.ROOT, "%,d", estimate.rows());
        return writer.manual(
                "Keep a copy of the values, or decide that nobody needs them",
                "The next step ends them. With psql, `\\copy (" + sql.valuesQuery() + ") TO '"
                        + column.ref().table().name() + "." + name
                        + ".csv' CSV HEADER` writes them to a file beside the"
                        + " keys of their rows; the table has " + rows + " rows (" + estimate.rowSource()
                        + "), and the copy takes no lock that stops anybody. A backup keeps them too, as long as it is kept.",
                List.of(new Gate.Attestation(
                        "a copy of the values, or a backup that can be restored, was taken and its place is written down;"
                                + " or it is agreed that nobody needs them",
                        "the database's owner")),
                List.of());
    }

    Step drop(StepWriter writer, Undo undo) {
        Step.Sql step = writer.transaction(
                "Drop the column",
                List.of(sql.drop()),
                new Gate.Query("the column is gone", sql.existsQuery(column.asideName()), "0"),
                undo,
                List.of());
        return ForeignKeysGone.with(step, column.foreignKeys());
    }

    /** What else goes with the column, by name. */
    List<String> goesAlong() {
        Stream<String> indexes = column.indexes()
                .filter(index -> index.constraint().isEmpty())
                .map(Index::name)
                .map(index -> "index " + index);
        Stream<String> constraints = Stream.of(
                        Constraint.Kind.UNIQUE,
                        Constraint.Kind.CHECK,
                        Constraint.Kind.FOREIGN_KEY,
                        Constraint.Kind.EXCLUDE)
                .flatMap(column::constraints)
                .map(constraint -> "constraint " + constraint.name());
        return Stream.concat(indexes, constraints).distinct().toList();
    }

    private WatchSignal statementsThatNameIt(String id) {
        return new WatchSignal(
                "statements that name the column, if pg_stat_statements is there; it counts since its last reset and sees neither"
                        + " SELECT * nor the inside of functions",
                "SELECT calls, query FROM pg_stat_statements WHERE query ILIKE '%"
                        + name.replace("'", "''") + "%' AND query ILIKE '%"
                        + column.ref().table().name().replace("'", "''")
                        + "%'",
                "one whose calls still grow",
                "find who sends it before the next step",
                id);
    }

    private static Step withWatch(Step.Sql step, StepWriter writer, WatchSignal watch) {
        return step.with(writer.databaseConduct(step.conduct().gates(), List.of(watch)));
    }
}
