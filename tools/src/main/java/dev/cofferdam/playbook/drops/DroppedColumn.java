package dev.cofferdam.playbook.drops;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.playbook.parts.ColumnTwin;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.stream.Stream;

/** The column that is to go, with what hangs on it and the names that the plan needs. */
public record DroppedColumn(ColumnRef ref, Schema schema) {

    Table table() {
        return schema.table(ref.table());
    }

    Column definition() {
        return table().findColumn(ref.column()).orElseThrow();
    }

    /** A column and nothing beside it: for the names and comparisons that a twin knows. */
    ColumnTwin alone() {
        return new ColumnTwin(ref.table(), ref.column(), ref.column(), schema, schema);
    }

    /** The table as SQL writes it. */
    String tableName() {
        return Identifiers.quoteIfNeeded(ref.table());
    }

    /** The column as SQL writes it. */
    String name() {
        return Identifiers.quoteIfNeeded(ref.column());
    }

    /** The table's oid in a query of the catalogs. */
    String oid() {
        return ColumnTwin.literal(tableName()) + "::regclass";
    }

    /** Where the column waits for its end, as the server stores the name. */
    String asideName() {
        String name = ColumnTwin.shortened("zz_dropped_" + ref.column());
        while (table().findColumn(name).isPresent()) {
            name = ColumnTwin.shortened("z" + name);
        }
        return name;
    }

    /** A computed column is written by nobody, so it needs neither relaxation nor guard. */
    boolean isComputed() {
        return definition().generated().isPresent();
    }

    /** Whether an INSERT that leaves it out fails for lack of a value. */
    boolean demandsValue() {
        Column column = definition();
        return !column.nullable()
                && column.defaultExpression().isEmpty()
                && column.identity().isEmpty()
                && column.generated().isEmpty();
    }

    Stream<Constraint> constraints(Constraint.Kind kind) {
        return table().constraints().stream()
                .filter(constraint ->
                        constraint.kind() == kind && constraint.columns().contains(ref.column()));
    }

    List<Constraint> foreignKeys() {
        return constraints(Constraint.Kind.FOREIGN_KEY).toList();
    }

    /** Unique indexes, whether a constraint owns them or not. */
    List<Index> uniqueIndexes() {
        return indexes().filter(Index::unique).toList();
    }

    Stream<Index> indexes() {
        return table().indexes().stream().filter(index -> index.columns().contains(ref.column()));
    }
}
