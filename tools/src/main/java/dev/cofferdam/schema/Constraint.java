package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * A constraint. Foreign keys of other tables that point here belong to those tables.
 *
 * @param definition as {@code pg_get_constraintdef} prints it, or as written
 * @param validated false for NOT VALID ones
 */
public record Constraint(
        String name,
        Kind kind,
        List<String> columns,
        String definition,
        Optional<TableRef> references,
        List<String> referencedColumns,
        boolean validated) {

    /** Kinds of constraints. */
    public enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK,
        EXCLUDE,
        NOT_NULL
    }

    public Constraint {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    Constraint named(String newName) {
        return new Constraint(newName, kind, columns, definition, references, referencedColumns, validated);
    }

    Constraint valid() {
        return new Constraint(name, kind, columns, definition, references, referencedColumns, true);
    }

    Constraint pointingAt(TableRef from, TableRef to) {
        String renamed = Words.renamed(definition, from.name(), to.name());
        return new Constraint(name, kind, columns, renamed, Optional.of(to), referencedColumns, validated);
    }

    Constraint withColumnRenamed(String from, String to) {
        return new Constraint(
                name,
                kind,
                columns.stream()
                        .map(column -> column.equals(from) ? to : column)
                        .toList(),
                Words.renamed(definition, from, to),
                references,
                referencedColumns,
                validated);
    }

    Constraint withReferencedColumnRenamed(String from, String to) {
        List<String> renamed = referencedColumns.stream()
                .map(column -> column.equals(from) ? to : column)
                .toList();
        return new Constraint(name, kind, columns, Words.renamed(definition, from, to), references, renamed, validated);
    }
}
