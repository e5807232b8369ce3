package dev.cofferdam.playbook;

import dev.cofferdam.domain.Access;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an object mapper sends: every column that can be written, in one INSERT and one UPDATE, and every column read by key. */
final class WholeRow {
    private final Table table;
    private final UnaryOperator<String> names;

    /**
     * @param names what the version calls a column
     */
    WholeRow(Table table, UnaryOperator<String> names) {
        this.table = table;
        this.names = names;
    }

    /** The statements with their access; none for a table without a primary key, which no mapper takes. */
    Map<String, Access> statements() {
        Map<String, Access> statements = new LinkedHashMap<>();
        List<String> key =
                table.findPrimaryKey().map(constraint -> constraint.columns()).orElse(List.of());
        if (key.isEmpty()) {
            return statements;
        }
        String target = Identifiers.quoteIfNeeded(table.ref());
        String where = key.stream().map(column -> sqlName(column) + " = ?").collect(Collectors.joining(" AND "));
        List<String> written = table.columns().stream()
                .filter(column -> column.generated().isEmpty() && !isServerNumbered(column))
                .map(column -> sqlName(column.name()))
                .toList();
        String holes = written.stream().map(column -> "?").collect(Collectors.joining(", "));
        statements.put(
                "INSERT INTO " + target + " (" + String.join(", ", written) + ") VALUES (" + holes + ")", Access.WRITE);
        String all =
                table.columns().stream().map(column -> sqlName(column.name())).collect(Collectors.joining(", "));
        statements.put("SELECT " + all + " FROM " + target + " WHERE " + where, Access.READ);
        String set = table.columns().stream()
                .filter(column ->
                        column.generated().isEmpty() && column.identity().isEmpty() && !key.contains(column.name()))
                .map(column -> sqlName(column.name()) + " = ?")
                .collect(Collectors.joining(", "));
        if (!set.isEmpty()) {
            statements.put("UPDATE " + target + " SET " + set + " WHERE " + where, Access.WRITE);
        }
        return statements;
    }

    private static boolean isServerNumbered(Column column) {
        return column.identity().isPresent()
                || column.defaultExpression()
                        .filter(value -> value.startsWith("nextval("))
                        .isPresent();
    }

    private String sqlName(String column) {
        return Identifiers.quoteIfNeeded(names.apply(column));
    }
}
