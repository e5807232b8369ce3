package dev.cofferdam.playbook.additions;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.BackfillSql;
import dev.cofferdam.playbook.parts.Batches;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.ConstraintSteps;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.playbook.parts.NullRepair;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.rows.BackfillEstimate;
import java.util.ArrayList;
import java.util.List;

/** The database's side of an addition: the steps, without the deploys between them. */
final class AddSteps {
    private final AddedColumn column;
    private final Estimate estimate;

    AddSteps(AddedColumn column, Estimate estimate) {
        this.column = column;
        this.estimate = estimate;
    }

    Step expand(StepWriter writer) {
        return switch (column.form()) {
            case AT_ONCE -> add(writer, "Add the column", NaiveChange.statements(column.change()));
            case FILLED ->
                // The default comes in a statement of its own, so that it is computed for new rows only.
                add(
                        writer,
                        "Add the column empty, with the default for new rows",
                        List.of(
                                nullable(),
                                alter() + " ALTER COLUMN " + column.name() + " SET DEFAULT " + column.defaultValue()));
            case REQUIRED -> add(writer, "Add the column; it may be empty for now", List.of(nullable()));
        };
    }

    private Step add(StepWriter writer, String title, List<String> statements) {
        return writer.transaction(
                title,
                statements,
                columnIsThere(),
                new Undo.BySql(List.of(drop()), TransactionMode.ONE_TRANSACTION),
                List.of());
    }

    private String nullable() {
        return alter() + " ADD COLUMN " + column.name() + " " + column.change().type();
    }

    /** Rows that are there get the default one by one; what was inserted since has it already. */
    List<Step> fill(StepWriter writer) {
        List<Step> steps = new ArrayList<>();
        steps.add(backfill(writer));
        if (!column.change().nullable()) {
            steps.addAll(demand(writer));
        }
        steps.add(batches().clearUp(writer));
        return steps;
    }

    private Step backfill(StepWriter writer) {
        String title = "Give every row that was there its own "
                + column.change().column().column() + ", batch by batch";
        return batches().step(writer, title, List.of(), noRowIsEmpty(), List.of(noRowIsEmpty()));
    }

    private Batches batches() {
        return new Batches(column.change().table(), column.alone().walkingKey(), sql(), estimate.batchRows());
    }

    private BackfillSql sql() {
        return new BackfillSql(
                column.alone(),
                column.name() + " = " + column.defaultValue(),
                column.name() + " IS NULL",
                estimate.batchRows(),
                BackfillEstimate.PAUSE_MILLIS);
    }

    /** Nobody told the plan what earlier rows should have. */
    Step fillByHand(StepWriter writer) {
        String name = column.change().column().column();
        return new NullRepair(column.after().table(column.change().table()), column.definition(), noRowIsEmpty())
                .byHand(
                        writer,
                        "Give every row that was there its " + name,
                        "What earlier rows get is a decision of the owner of the data. If one value is right for all of them, ask for the"
                                + " column with that value as its default instead: then nothing has to be filled.");
    }

    List<Step> demand(StepWriter writer) {
        return online().demandValue(writer, column.change().column().column(), column.notNullName());
    }

    private ConstraintSteps online() {
        return new ConstraintSteps(column.change().table());
    }

    /** So that code which leaves the column out can write again. */
    Step loosen(StepWriter writer) {
        return writer.transaction(
                "Let rows be without a value again",
                List.of(alter() + " ALTER COLUMN " + column.name() + " DROP NOT NULL"),
                online().mayBeNull(column.change().column().column()),
                new Undo.NotNeeded("the steps of contract demand it again"),
                List.of());
    }

    /** Gives back the schema as it was, whatever was built since. */
    Step remove(StepWriter writer) {
        List<String> statements = new ArrayList<>(List.of(drop()));
        if (column.form() == AddedColumn.Form.FILLED) {
            statements.addAll(sql().teardown());
        }
        return writer.transaction(
                "Drop the column; what was built on it goes with it",
                statements,
                exists("the column is gone", "0"),
                new Undo.NotNeeded("the plan can be started again from its first step"),
                List.of());
    }

    Gate.Query columnIsThere() {
        return exists("the column is there", "1");
    }

    Gate.Query noRowIsEmpty() {
        return new Gate.Query(
                "no row is without a value",
                "SELECT count(*) FROM " + column.tableName() + " WHERE " + column.name() + " IS NULL",
                "0");
    }

    private Gate.Query exists(String statement, String expected) {
        return new Gate.Query(
                statement,
                "SELECT count(*) FROM pg_attribute WHERE attrelid = " + column.oid() + " AND attname = "
                        + ColumnTwin.literal(column.change().column().column()) + " AND NOT attisdropped",
                expected);
    }

    private String drop() {
        return alter() + " DROP COLUMN " + column.name();
    }

    private String alter() {
        return "ALTER TABLE " + column.tableName();
    }
}
