package dev.cofferdam.schema;

import java.util.Optional;

/**
 * A column.
 *
 * @param type as the server prints it ({@code format_type}): {@code text}, {@code character varying(20)}
 * @param defaultExpression absent for generated and identity columns
 * @param identity {@code ALWAYS} or {@code BY DEFAULT}
 * @param collation absent when it is the type's own
 */
public record Column(
        String name,
        String type,
        boolean nullable,
        Optional<String> defaultExpression,
        Optional<String> generated,
        Optional<String> identity,
        Optional<String> collation,
        Optional<String> comment) {

    /** A column that may be null and has nothing but a type. */
    public Column(String name, String type) {
        this(
                name,
                type,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Column named(String newName) {
        return new Column(newName, type, nullable, defaultExpression, generated, identity, collation, comment);
    }

    Column typed(String newType, Optional<String> newCollation) {
        return new Column(name, newType, nullable, defaultExpression, generated, identity, newCollation, comment);
    }

    Column nullable(boolean mayBeNull) {
        return new Column(name, type, mayBeNull, defaultExpression, generated, identity, collation, comment);
    }

    Column withDefault(Optional<String> expression) {
        return new Column(name, type, nullable, expression, generated, identity, collation, comment);
    }

    Column withGenerated(Optional<String> expression) {
        return new Column(name, type, nullable, defaultExpression, expression, identity, collation, comment);
    }

    Column withIdentity(Optional<String> kind) {
        return new Column(name, type, nullable, defaultExpression, generated, kind, collation, comment);
    }

    Column commented(Optional<String> text) {
        return new Column(name, type, nullable, defaultExpression, generated, identity, collation, text);
    }
}
