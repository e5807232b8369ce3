package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.ForeignKey;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Statements by which a person takes away rows that are alike, once somebody has decided which of them stay. The decision is a table of keys,
 * so that it can be read and corrected before anything is done, and so that batches, foreign keys and a copy all go by the same one.
 */
final class DuplicateRepair {
    private static final long BATCH_ROWS = 1000;

    private final String table;
    private final String alikeWhere;
    private final List<String> columns;
    private final List<String> key;
    private final List<ForeignKey> references;
    private final String decisions;

    /**
     * @param alikeWhere condition of the rows that can be duplicates at all; empty when all can
     */
    DuplicateRepair(Table table, List<Column> columns, String alikeWhere, List<ForeignKey> references) {
        this.table = Identifiers.quoteIfNeeded(table.ref());
        this.columns = columns.stream()
                .map(column -> Identifiers.quoteIfNeeded(column.name()))
                .toList();
        this.alikeWhere = alikeWhere;
        this.key = ColumnTwin.walkingKey(table).stream()
                .map(column -> Identifiers.quoteIfNeeded(column.name()))
                .toList();
        this.references = references;
        String name = ColumnTwin.shortened("cofferdam_duplicates_" + table.ref().name() + "_"
                + columns.stream().map(Column::name).collect(Collectors.joining("_")));
        this.decisions = Identifiers.quoteIfNeeded(new TableRef(table.ref().schema(), name));
    }

    /** Prose and statements by turns, as an instruction has them. */
    List<String> paragraphs() {
        return key.isEmpty() ? withoutKey() : byKey();
    }

    private List<String> byKey() {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(
                "Write down which rows go and which one stays instead. The ORDER BY behind PARTITION BY is the rule: the first row of"
                        + " each group stays. Here that is the lowest " + String.join(", ", key)
                        + "; put the rule that was decided in its place.");
        paragraphs.add(code(decide()));
        paragraphs.add("Read `" + decisions
                + "`; change or delete what is wrong in it, row by row. Keep a copy of the rows that go, because no"
                + " step of this plan brings one back. With psql: `\\copy (SELECT gone_row.* FROM " + table
                + " AS gone_row JOIN " + decisions + " AS decision ON " + keyIs("gone_row", this::gone)
                + ") TO 'duplicates.csv' CSV HEADER`.");
        paragraphs.add((references.isEmpty()
                        ? "Then let the rows go"
                        : "Then point what refers to them to the row that stays, and let them go")
                + ", in batches of " + BATCH_ROWS + " along " + String.join(", ", key)
                + ", each in a transaction of its own. Run it outside of a transaction, as psql does by itself; it can be stopped and run again. A"
                + " row that is no duplicate any more by then is left alone.");
        paragraphs.add(code(repair()));
        paragraphs.add(
                "When the gate below holds and nobody wants to look anything up in it any more, take the table of decisions away.");
        paragraphs.add(code("DROP TABLE " + decisions + ";"));
        return paragraphs;
    }

    private String decide() {
        String firsts = numbered((name, i) -> "first_value(" + name + ") OVER alike AS " + kept(i));
        return "CREATE TABLE " + decisions + " AS\nSELECT (row_number() OVER (ORDER BY "
                + numbered((name, i) -> gone(i))
                + ") - 1) / " + BATCH_ROWS + " AS batch, " + numbered((name, i) -> gone(i)) + ", "
                + numbered((name, i) -> kept(i)) + "\nFROM (\n    SELECT "
                + numbered((name, i) -> name + " AS " + gone(i))
                + ", " + firsts + "\n    FROM " + table + (alikeWhere.isEmpty() ? "" : " WHERE " + alikeWhere)
                + "\n    WINDOW alike AS (PARTITION BY " + String.join(", ", columns) + " ORDER BY "
                + String.join(", ", key) + ")\n) AS ranked\nWHERE (" + numbered((name, i) -> gone(i)) + ") <> ("
                + numbered((name, i) -> kept(i)) + ");\nALTER TABLE " + decisions + " ADD PRIMARY KEY (batch, "
                + numbered((name, i) -> gone(i)) + ");";
    }

    /** The locks keep a row that refers to one that goes from being inserted between the two statements, and the row that stays as it is. */
    private String repair() {
        StringBuilder sql =
                new StringBuilder("SET lock_timeout = '2s';\nDO $cofferdam$\nDECLARE\n    next_batch bigint;\nBEGIN\n"
                        + "    FOR next_batch IN SELECT DISTINCT batch FROM " + decisions + " ORDER BY batch LOOP\n"
                        + "        PERFORM 1 FROM " + decisions + " AS decision, " + table + " AS gone_row, " + table
                        + " AS kept_row\n"
                        + "        WHERE " + areStillAlike()
                        + "\n        FOR UPDATE OF gone_row FOR NO KEY UPDATE OF kept_row;\n");
        references.forEach(reference -> sql.append(moved(reference)));
        return sql + "        DELETE FROM " + table + " AS gone_row USING " + decisions + " AS decision, " + table
                + " AS kept_row\n        WHERE " + areStillAlike() + ";\n        COMMIT;\n        PERFORM pg_sleep("
                + BackfillEstimate.PAUSE_MILLIS / 1000.0 + ");\n    END LOOP;\nEND\n$cofferdam$;";
    }

    private String areStillAlike() {
        return "decision.batch = next_batch AND " + keyIs("gone_row", this::gone) + " AND "
                + keyIs("kept_row", this::kept) + " AND "
                + columns.stream()
                        .map(name -> "gone_row." + name + " = kept_row." + name)
                        .collect(Collectors.joining(" AND "));
    }

    private String moved(ForeignKey reference) {
        List<String> from = quoted(reference.constraint().columns());
        List<String> to = quoted(reference.constraint().referencedColumns());
        String set = IntStream.range(0, from.size())
                .mapToObj(i -> from.get(i) + " = kept_row." + to.get(i))
                .collect(Collectors.joining(", "));
        String where = IntStream.range(0, from.size())
                .mapToObj(i -> "referring." + from.get(i) + " = gone_row." + to.get(i))
                .collect(Collectors.joining(" AND "));
        return "        UPDATE " + Identifiers.quoteIfNeeded(reference.table().ref()) + " AS referring SET " + set
                + " FROM "
                + decisions + " AS decision, " + table + " AS gone_row, " + table + " AS kept_row\n        WHERE "
                + areStillAlike() + " AND " + where + ";\n";
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(Identifiers::quoteIfNeeded).toList();
    }

    /** Rows that nothing tells apart but the place where they lie, which changes with every update. */
    private List<String> withoutKey() {
        String alike =
                columns.stream().map(name -> "gone." + name + " = kept." + name).collect(Collectors.joining(" AND "));
        return List.of(
                "The table has no key to walk along in batches, and nothing else tells such rows apart than the place where they lie. Choose which"
                        + " row of a group stays by turning the last comparison, or by another; here it is the one that lies first. One statement"
                        + " does it all and is right for few rows only; lock the table against writers before it, in the same transaction, or a row"
                        + " that is changed meanwhile may be missed. Keep a copy first: no step of this plan brings a row back.",
                code("BEGIN;\nSET LOCAL lock_timeout = '2s';\nLOCK TABLE " + table
                        + " IN SHARE ROW EXCLUSIVE MODE;\nDELETE FROM " + table
                        + " AS gone USING " + table + " AS kept\nWHERE " + alike
                        + " AND gone.ctid > kept.ctid;\nCOMMIT;"));
    }

    private String keyIs(String alias, IntFunction<String> side) {
        return IntStream.rangeClosed(1, key.size())
                .mapToObj(i -> alias + "." + key.get(i - 1) + " = decision." + side.apply(i))
                .collect(Collectors.joining(" AND "));
    }

    private String gone(int i) {
        return key.size() == 1 ? "gone" : "gone_" + i;
    }

    private String kept(int i) {
        return key.size() == 1 ? "kept" : "kept_" + i;
    }

    private String numbered(ByPosition text) {
        return IntStream.rangeClosed(1, key.size())
                .mapToObj(i -> text.of(key.get(i - 1), i))
                .collect(Collectors.joining(", "));
    }

    static String code(String sql) {
        return sql.indent(4).stripTrailing();
    }

    private interface ByPosition {
        String of(String column, int position);
    }
}
