package dev.cofferdam.rehearse;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a table does not take, whatever refuses it: NOT NULL, a unique key, a foreign key, a check, a trigger.
 *
 * @param columns those that an offence gives other values
 * @param parent for a foreign key the table and the column that it points to
 */
record Guarantee(Kind kind, TableRef table, List<String> columns, Optional<Parent> parent) {
    /** What is refused. */
    enum Kind {
        NULL("null"),
        DUPLICATE("a duplicate"),
        ORPHAN("a value without a parent");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** What a foreign key of one column points to. */
    record Parent(TableRef table, String column, String type) {}

    Guarantee {
        columns = List.copyOf(columns);
    }

    /** Those of the table in which one of these columns has a part. */
    static List<Guarantee> of(Table table, List<String> columns) {
        List<Guarantee> all = new ArrayList<>();
        table.columns().stream()
                .filter(column -> columns.contains(column.name()))
                .filter(column -> !column.nullable() && column.generated().isEmpty())
                .forEach(column ->
                        all.add(new Guarantee(Kind.NULL, table.ref(), List.of(column.name()), Optional.empty())));
        keys(table)
                .filter(key -> key.stream().anyMatch(columns::contains))
                .distinct()
                .forEach(key -> all.add(new Guarantee(Kind.DUPLICATE, table.ref(), key, Optional.empty())));
        table.constraints().stream()
                .filter(one -> one.kind() == Constraint.Kind.FOREIGN_KEY
                        && one.columns().size() == 1
                        && columns.containsAll(one.columns()))
                .forEach(one -> parent(table, one)
                        .ifPresent(parent ->
                                all.add(new Guarantee(Kind.ORPHAN, table.ref(), one.columns(), Optional.of(parent)))));
        return all;
    }

    /** A key of expressions or of some rows only is not tried: what offends it is not to be seen from its columns. */
    private static Stream<List<String>> keys(Table table) {
        return table.indexes().stream()
                .filter(index -> index.unique()
                        && index.predicate().isEmpty()
                        && index.elements().size() == index.columns().size()
                        && index.elements().stream().noneMatch(element -> element.contains("(")))
                .map(Index::columns);
    }

    private static Optional<Parent> parent(Table table, Constraint key) {
        return key.referencedColumns().size() == 1
                ? key.references().flatMap(parent -> table.findColumn(
                                key.columns().get(0))
                        .map(Column::type)
                        .map(type -> new Parent(parent, key.referencedColumns().get(0), type)))
                : Optional.empty();
    }

    /** The same of other columns, as when a new column takes the place of an old one. */
    Guarantee in(UnaryOperator<String> renaming) {
        return new Guarantee(kind, table, columns.stream().map(renaming).toList(), parent);
    }

    /** A statement that one row offends it by, and that changes nothing where there are no rows for that. */
    String offence() {
        String change =
                switch (kind) {
                    case NULL -> "SET " + only() + " = NULL WHERE one.ctid = " + row("");
                    case DUPLICATE ->
                        "SET " + columns("%1$s = other.%1$s", ", ") + " FROM (SELECT * FROM " + name() + " WHERE "
                                + filled() + " ORDER BY ctid LIMIT 1) AS other WHERE one.ctid = " + row(" DESC")
                                + " AND (" + columns("one.%1$s IS DISTINCT FROM other.%1$s", " OR ") + ")";
                    case ORPHAN ->
                        "SET " + only() + " = " + nobody(parent.orElseThrow()) + " WHERE one.ctid = " + row("");
                };
        return "UPDATE " + name() + " AS one " + change;
    }

    /** A value of the parent's type that no parent has. */
    private static String nobody(Parent parent) {
        return parent.type().matches("smallint|integer|bigint|numeric.*")
                ? "(SELECT coalesce(max(" + Identifiers.quoteIfNeeded(parent.column()) + "), 0) + 1 FROM "
                        + Identifiers.quoteIfNeeded(parent.table()) + ")"
                : "CAST(md5('nobody') AS " + parent.type() + ")";
    }

    private String row(String order) {
        return "(SELECT ctid FROM " + name() + " WHERE " + filled() + " ORDER BY ctid" + order + " LIMIT 1)";
    }

    private String filled() {
        return columns("%1$s IS NOT NULL", " AND ");
    }

    private String only() {
        return Identifiers.quoteIfNeeded(columns.get(0));
    }

    private String columns(String form, String between) {
        return columns.stream()
                .map(column -> form.replace("%1$s", Identifiers.quoteIfNeeded(column)))
                .collect(Collectors.joining(between));
    }

    private String name() {
        return Identifiers.quoteIfNeeded(table);
    }

    /** {@code null in t.old}. */
    @Override
    public String toString() {
        return kind.words + " in " + table + "." + String.join(", ", columns);
    }
}
