package dev.cofferdam.scan;

import dev.cofferdam.domain.ColumnRef;

/**
 * A column that an entity maps: what is known of names where no schema tells them.
 *
 * @param entity by its simple name
 * @param property by its path from the entity
 */
public record MappedName(ColumnRef column, String entity, String property) {}
