package dev.cofferdam.sql;

import java.util.Optional;

/**
 * A column as CREATE TABLE or ADD COLUMN defines it. Constraints written inline are given as {@link TableConstraint}s beside it,
 * except NOT NULL, which is a property of the column.
 *
 * @param type as the server prints it: {@code character varying(20)}, {@code bigint}, {@code timestamp with time zone};
 *     {@code serial} stays {@code serial}
 * @param defaultExpression as written
 * @param generated the expression of a generated column, as written
 * @param storedGenerated whether a generated column is STORED
 * @param identity {@code ALWAYS} or {@code BY DEFAULT}
 */
public record ColumnDefinition(
        String name,
        String type,
        boolean notNull,
        Optional<String> defaultExpression,
        Optional<String> generated,
        boolean storedGenerated,
        Optional<String> identity,
        Optional<String> collation) {}
