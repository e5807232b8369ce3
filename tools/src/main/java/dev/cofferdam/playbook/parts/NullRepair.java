package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/** Gives a value to the rows that are null in a column: the default in batches where there is one, else what a person decides. */
public final class NullRepair {
    private final Table table;
    private final Column column;
    private final Gate.Query isMet;
    private final String name;
    private final String tableName;
    private final List<Column> key;

    public NullRepair(Table table, Column column, Gate.Query isMet) {
        this.table = table;
        this.column = column;
        this.isMet = isMet;
        this.name = Identifiers.quoteIfNeeded(column.name());
        this.tableName = Identifiers.quoteIfNeeded(table.ref());
        this.key = ColumnTwin.walkingKey(table);
    }

    /** Fills what is null with a value. */
    public Step withDefault(StepWriter writer, String value, Estimate estimate) {
        BackfillSql sql = new BackfillSql(
                new BackfillSql.Fill(
                        tableName, key, name + " = " + value, name + " IS NULL", ours("progress"), ours("backfill")),
                estimate.batchRows(),
                BackfillEstimate.PAUSE_MILLIS);
        String title = "Give rows that are null in " + column.name() + " its default, batch by batch";
        return new Batches(table.ref(), key, sql, estimate.batchRows())
                .step(writer, title, sql.teardown(), isMet, List.of(isMet));
    }

    private String ours(String purpose) {
        String whole = "cofferdam_" + purpose + "_" + table.ref().name() + "_" + column.name();
        return Identifiers.quoteIfNeeded(new TableRef(table.ref().schema(), ColumnTwin.shortened(whole)));
    }

    /** A person decides what becomes of what is null. */
    public Step byHand(StepWriter writer, Optional<String> defaultValue) {
        String hint = defaultValue
                .map(value -> " The default of the column, " + value + ", is computed anew for each row.")
                .orElse("");
        return byHand(
                writer,
                "Decide what the rows that are null in " + column.name() + " get, and give it to them",
                "What they get is a decision of the owner of the data: a value that says that it is not known, one that is worked out from"
                        + " other columns, or the row goes." + hint
                        + " Keep the keys of these rows if it may matter later that they were null.");
    }

    /** The same in other words. */
    public Step byHand(StepWriter writer, String title, String decision) {
        return new HandRepair(table, name + " IS NULL", column.name(), isMet).step(writer, title, decision);
    }
}
