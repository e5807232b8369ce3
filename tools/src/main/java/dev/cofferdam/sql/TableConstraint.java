package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/**
 * A constraint of a table, written inline, in CREATE TABLE or in ADD CONSTRAINT.
 *
 * @param columns constrained columns; for a CHECK the columns that its expression names
 * @param expression of a CHECK or EXCLUDE, as written
 * @param references the referenced table of a foreign key
 * @param usingIndex the index of UNIQUE / PRIMARY KEY USING INDEX
 * @param definition the constraint as written, without CONSTRAINT name
 */
public record TableConstraint(
        Kind kind,
        Optional<String> name,
        List<String> columns,
        Optional<String> expression,
        Optional<TableRef> references,
        List<String> referencedColumns,
        boolean notValid,
        boolean notEnforced,
        Optional<String> usingIndex,
        String definition) {

    /** Kinds of table constraints. NOT NULL as a named constraint exists from PostgreSQL 18. */
    public enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        FOREIGN_KEY,
        CHECK,
        EXCLUDE,
        NOT_NULL
    }

    public TableConstraint {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }
}
