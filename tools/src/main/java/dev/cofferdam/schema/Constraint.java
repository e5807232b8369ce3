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
}
