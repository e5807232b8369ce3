package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What an object mapper sends: every column that can be written, in one INSERT and one UPDATE, and every column read by key. */
public final class WholeRowProbes {
    private final Table table;

    public WholeRowProbes(Table table) {
        this.table = table;
    }

    /** Appends the three statements of a version that knows the table's columns by these names; none for a table without a key. */
    public void add(List<Probe> probes, AppVersion version, UnaryOperator<String> knownAs) {
        List<String> key =
                table.findPrimaryKey().map(constraint -> constraint.columns()).orElse(List.of());
        if (key.isEmpty()) {
            return;
        }
        UnaryOperator<String> sqlName = name -> Identifiers.quoteIfNeeded(knownAs.apply(name));
        List<String> all = table.columns().stream()
                .map(column -> sqlName.apply(column.name()))
                .toList();
        List<String> inserted = table.columns().stream()
                .filter(column -> column.generated().isEmpty() && !isServerNumbered(column))
                .map(column -> sqlName.apply(column.name()))
                .toList();
        List<String> updated = table.columns().stream()
                .filter(column ->
                        column.generated().isEmpty() && column.identity().isEmpty() && !key.contains(column.name()))
                .map(column -> sqlName.apply(column.name()) + " = ?")
                .toList();
        String where =
                key.stream().map(column -> sqlName.apply(column) + " = ?").collect(Collectors.joining(" AND "));
        String target = Identifiers.quoteIfNeeded(table.ref());
        if (!inserted.isEmpty()) {
            String holes = inserted.stream().map(column -> "?").collect(Collectors.joining(", "));
            add(
                    probes,
                    version,
                    Access.WRITE,
                    "INSERT INTO " + target + " (" + String.join(", ", inserted) + ") VALUES (" + holes + ")");
        }
        add(probes, version, Access.READ, "SELECT " + String.join(", ", all) + " FROM " + target + " WHERE " + where);
        if (!updated.isEmpty()) {
            add(
                    probes,
                    version,
                    Access.WRITE,
                    "UPDATE " + target + " SET " + String.join(", ", updated) + " WHERE " + where);
        }
    }

    private static boolean isServerNumbered(Column column) {
        return column.identity().isPresent()
                || column.defaultExpression()
                        .filter(value -> value.startsWith("nextval("))
                        .isPresent();
    }

    private void add(List<Probe> probes, AppVersion version, Access access, String sql) {
        String source = Probe.MAPPING + table.ref();
        probes.add(new Probe("p" + (probes.size() + 1), version, access, sql, Probe.Origin.GENERATED, source));
    }
}
