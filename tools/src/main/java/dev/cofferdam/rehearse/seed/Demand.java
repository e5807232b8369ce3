package dev.cofferdam.rehearse.seed;

import java.util.Optional;

/**
 * What a change will demand of a column, so that the rows of a rehearsal can meet it.
 *
 * @param filled rows without a value are none
 * @param distinct no two rows have the same value
 * @param type a type that every value must read as, too
 */
public record Demand(String column, boolean filled, boolean distinct, Optional<String> type) {}
