package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/** A table with everything that hangs on it. Columns in their order. */
public record Table(
        TableRef ref,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        List<Trigger> triggers,
        boolean partitioned) {

    public Table {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
        triggers = List.copyOf(triggers);
    }

    public Optional<Column> findColumn(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    Table withColumnRenamed(String from, String to) {
        return new Table(
                ref,
                columns.stream()
                        .map(column -> column.name().equals(from) ? column.named(to) : column)
                        .toList(),
                constraints.stream()
                        .map(constraint -> constraint.withColumnRenamed(from, to))
                        .toList(),
                indexes.stream().map(index -> index.withColumnRenamed(from, to)).toList(),
                triggers,
                partitioned);
    }

    public Optional<Constraint> findPrimaryKey() {
        return constraints.stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.PRIMARY_KEY)
                .findFirst();
    }
}
