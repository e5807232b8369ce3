package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.schema.Column;
import java.util.List;

/** The step that walks a table in batches, and the one that clears up behind it. */
public final class Batches {
    private static final long PILOT_BATCHES = 10;

    private final TableRef table;
    private final List<Column> key;
    private final BackfillSql sql;
    private final long batchRows;

    public Batches(TableRef table, List<Column> key, BackfillSql sql, long batchRows) {
        this.table = table;
        this.key = key;
        this.sql = sql;
        this.batchRows = batchRows;
    }

    /**
     * The step; its procedure and progress table stay until {@link #clearUp}, or go with the step.
     *
     * @param teardown what the step itself takes away at its end
     * @param gates what must hold before the next step
     */
    public Step.Backfill step(
            StepWriter writer, String title, List<String> teardown, Gate.Query doneWhen, List<Gate> gates) {
        String id = writer.nextId();
        return new Step.Backfill(
                id,
                title,
                table,
                key.stream().map(Column::name).toList(),
                sql.assignment(),
                sql.predicate(),
                batchRows,
                BackfillEstimate.PAUSE_MILLIS,
                PILOT_BATCHES,
                sql.upperBound(),
                sql.progressQuery(),
                sql.setup(),
                sql.pilot(PILOT_BATCHES),
                sql.run(),
                teardown,
                StepWriter.perBatch(),
                StepWriter.retry(),
                doneWhen,
                new Undo.BySql(sql.teardown(), TransactionMode.ONE_TRANSACTION),
                writer.databaseConduct(gates, Watching.backfill(id)));
    }

    /** A progress table that stays would make the next backfill of this name begin at its end. */
    public Step clearUp(StepWriter writer) {
        return writer.transaction(
                "Remove the backfill's procedure and progress table",
                sql.teardown(),
                new Gate.Query(
                        "the progress table is gone",
                        "SELECT to_regclass(" + ColumnTwin.literal(sql.progressTable()) + ") IS NULL",
                        "true"),
                new Undo.NotNeeded("the backfill sets up what it needs again"),
                List.of());
    }
}
