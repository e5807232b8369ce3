package dev.cofferdam.schema;

import java.util.List;
import java.util.Optional;

/**
 * An index.
 *
 * @param columns all columns it depends on: key, included, in expressions and in its predicate
 * @param elements key elements as printed, with order and operator class
 * @param definition the whole CREATE INDEX statement
 * @param constraint name of the constraint that it backs
 */
public record Index(
        String name,
        List<String> columns,
        List<String> elements,
        boolean unique,
        String method,
        Optional<String> predicate,
        String definition,
        Optional<String> constraint) {
    public Index {
        columns = List.copyOf(columns);
        elements = List.copyOf(elements);
    }
}
