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
        Optional<String> comment) {}
