package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** The step in which a person puts rows right, with the statements that find them and that change them in batches. */
public final class HandRepair {
    private final String table;
    private final String condition;
    private final String column;
    private final Gate.Query isMet;
    private final List<Column> key;

    /**
     * A repair of the rows of a table.
     *
     * @param condition which rows; its columns are those of the table, whatever else is in reach
     * @param column whose value makes a row meet it
     * @param isMet holds when no row is left
     */
    public HandRepair(Table table, String condition, String column, Gate.Query isMet) {
        this.table = Identifiers.quoteIfNeeded(table.ref());
        this.condition = condition;
        this.column = Identifiers.quoteIfNeeded(column);
        this.isMet = isMet;
        this.key = ColumnTwin.walkingKey(table);
    }

    /** The step, which begins with what there is to decide. */
    public Step step(StepWriter writer, String title, String decision) {
        return writer.manual(
                title,
                decision
                        + " Look at them first; when there is none, there is nothing to repair.\n\n    SELECT count(*) FROM "
                        + table + " WHERE " + condition + ";\n    SELECT * FROM " + table + " WHERE " + condition
                        + " LIMIT 20;\n\nThen fill the value into the statement" + batches() + "\n\n" + template(),
                new Undo.NotNeeded("the rows keep the value that they were given; it is one that any version may read"),
                List.of(isMet),
                Watching.byHand(writer.upcomingId()));
    }

    private String batches() {
        return key.isEmpty()
                ? ". The table has no key to walk along in batches: one statement is right for few rows only."
                : " and run it again and again, each time with the last key that it returned, until it returns none; leave the comparison with"
                        + " the last key out the first time. Each run is a transaction of its own.";
    }

    /** Keyset batches: each begins behind the last, so none reads again what is done (unlike LIMIT alone over the rows that are left). */
    private String template() {
        if (key.isEmpty()) {
            return "    UPDATE " + table + " SET " + column + " = <value> WHERE " + condition + ";";
        }
        String keys =
                key.stream().map(part -> Identifiers.quoteIfNeeded(part.name())).collect(Collectors.joining(", "));
        String lasts = key.stream().map(part -> "<last " + part.name() + ">").collect(Collectors.joining(", "));
        return "    WITH batch AS (\n        SELECT " + keys + " FROM " + table + "\n        WHERE " + condition
                + " AND (" + keys + ") > (" + lasts + ")\n        ORDER BY " + keys + " LIMIT "
                + BackfillEstimate.BATCH_ROWS + "\n    ), filled AS (\n        UPDATE " + table + " SET " + column
                + " = <value> WHERE (" + keys + ") IN (SELECT " + keys + " FROM batch) AND " + condition
                + "\n    )\n    SELECT " + keys + " FROM batch ORDER BY " + keys.replace(",", " DESC,")
                + " DESC LIMIT 1;";
    }
}
