package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.playbook.parts.StepWriter;
import dev.cofferdam.playbook.parts.Watching;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.ForeignKey;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rows that are alike in some columns: how to find them, and what to do about them. */
final class Duplicates {
    private static final Pattern ON_DELETE =
            Pattern.compile("ON DELETE (CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION)");

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

    private String groups() {
        return "FROM " + tableName + (notNull().isEmpty() ? "" : " WHERE " + notNull()) + " GROUP BY " + names
                + " HAVING count(*) > 1";
    }

    /** Nulls differ from each other for a unique constraint, and do not for GROUP BY. */
    private String notNull() {
        return columns.stream()
                .filter(Column::nullable)
                .map(column -> Identifiers.quoteIfNeeded(column.name()) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
    }

    Step repair(StepWriter writer) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                "Look first: how many groups there are, and how many rows too many. When it is none, there is nothing to repair.");
        paragraphs.add(DuplicateRepair.code(
                "SELECT count(*) AS groups, coalesce(sum(alike - 1), 0) AS rows_too_many FROM (SELECT count(*) AS alike "
                        + groups() + ") AS duplicates;\nSELECT " + names + ", count(*), array_agg(" + rowName()
                        + " ORDER BY "
                        + rowName() + ") " + groups() + "\nORDER BY count(*) DESC LIMIT 20;"));
        paragraphs.add(
                "Which row of a group stays, and what becomes of the others, is a decision of the owner of the data: another value, one row that"
                        + " joins what all of them hold, or rows go. For rows that go, what follows is a draft to read and to adapt; this plan does not"
                        + " run it." + references());
        paragraphs.addAll(
                new DuplicateRepair(table, columns, notNull(), schema.foreignKeysTo(table.ref())).paragraphs());
        return writer.manual(
                "Decide which of several rows that are alike stays, and put the others right",
                String.join("\n\n", paragraphs),
                new Undo.NotNeeded("rows that went come back only from the copy that was kept of them"),
                List.of(none()),
                Watching.byHand(writer.upcomingId()));
    }

    private String references() {
        List<String> keys = schema.foreignKeysTo(table.ref()).stream()
                .map(Duplicates::inWords)
                .toList();
        return keys.isEmpty()
                ? " No foreign key refers to " + table.ref() + "."
                : " Foreign keys refer to " + table.ref() + ": " + String.join("; ", keys) + ".";
    }

    private static String inWords(ForeignKey key) {
        Matcher action = ON_DELETE.matcher(key.constraint().definition());
        String what = action.find() ? action.group(1) : "NO ACTION";
        String child = key.table().ref().toString();
        return "`" + key.constraint().name() + "` of `" + child + "`, ON DELETE " + what + ", by which "
                + switch (what) {
                    case "CASCADE" -> "a row that goes takes its rows of `" + child + "` along";
                    case "SET NULL" -> "rows of `" + child + "` forget the row that goes";
                    case "SET DEFAULT" -> "rows of `" + child + "` get their default instead of the row that goes";
                    default -> "a row does not go while a row of `" + child + "` refers to it";
                };
    }

    /** The primary key, or where the row lies when there is none. */
    private String rowName() {
        List<String> key = ColumnTwin.walkingKey(table).stream()
                .map(column -> Identifiers.quoteIfNeeded(column.name()))
                .toList();
        if (key.isEmpty()) {
            return "ctid";
        }
        return key.size() == 1 ? key.get(0) : "(" + String.join(", ", key) + ")";
    }
}
