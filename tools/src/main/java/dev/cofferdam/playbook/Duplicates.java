package dev.cofferdam.playbook;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.stream.Collectors;

/** Rows that are alike in some columns: how to find them, and what to do about them. */
final class Duplicates {
    private final Table table;
    private final List<Column> columns;
    private final Schema schema;
    private final String tableName;
    private final String names;

    Duplicates(Table table, List<Column> columns, Schema schema) {
        this.table = table;
        this.columns = columns;
        this.schema = schema;
        this.tableName = Identifiers.quoteIfNeeded(table.ref());
        this.names = columns.stream()
                .map(column -> Identifiers.quoteIfNeeded(column.name()))
                .collect(Collectors.joining(", "));
    }

    Gate.Query none() {
        return new Gate.Query(
                "no two rows are alike in " + columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                "SELECT count(*) FROM (SELECT " + names + " " + groups() + ") AS duplicates",
                "0");
    }

    /** Nulls differ from each other for a unique constraint, and do not for GROUP BY. */
    private String groups() {
        String notNull = columns.stream()
                .filter(Column::nullable)
                .map(column -> Identifiers.quoteIfNeeded(column.name()) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "FROM " + tableName + (notNull.isEmpty() ? "" : " WHERE " + notNull) + " GROUP BY " + names
                + " HAVING count(*) > 1";
    }

    Step repair(StepWriter writer) {
        return writer.manual(
                "Decide which of several rows that are alike stays, and put the others right",
                "List the groups first. Which row stays, and what becomes of the others, is a decision of the owner of the data: another value,"
                        + " one row that joins what all of them hold, or rows go." + references()
                        + " Keep a copy of every row that goes: no step of this plan brings it back. The last statement is an example that keeps"
                        + " the first row of each group; run it, or one like it, only if that is the decision."
                        + "\n\n    SELECT " + names + ", count(*), array_agg(" + rowName("") + " ORDER BY "
                        + rowName("") + ") "
                        + groups() + "\n    ORDER BY count(*) DESC LIMIT 20;\n\n" + example(),
                new Undo.NotNeeded("rows that went come back only from the copy that was kept of them"),
                List.of(none()),
                List.of());
    }

    private String references() {
        String keys = schema.foreignKeysTo(table.ref()).stream()
                .map(key -> key.constraint().name() + " of " + key.table().ref())
                .collect(Collectors.joining(", "));
        return keys.isEmpty()
                ? ""
                : " Rows of other tables refer to this one (" + keys
                        + "): point them to the row that stays before another goes.";
    }

    private String example() {
        String alike = columns.stream()
                .map(column -> Identifiers.quoteIfNeeded(column.name()))
                .map(name -> "gone." + name + " = kept." + name)
                .collect(Collectors.joining(" AND "));
        return "    DELETE FROM " + tableName + " AS gone USING " + tableName + " AS kept\n    WHERE " + alike + " AND "
                + rowName("gone.") + " > " + rowName("kept.") + ";";
    }

    /** The primary key, or where the row lies when there is none. */
    private String rowName(String alias) {
        List<String> key = ColumnTwin.walkingKey(table).stream()
                .map(column -> alias + Identifiers.quoteIfNeeded(column.name()))
                .toList();
        if (key.isEmpty()) {
            return alias + "ctid";
        }
        return key.size() == 1 ? key.get(0) : "(" + String.join(", ", key) + ")";
    }
}
