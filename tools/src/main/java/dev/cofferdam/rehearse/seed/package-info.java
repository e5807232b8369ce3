/**
 * Rows for a rehearsal: made by the server from numbers and a seed, so that types, checks, uniqueness, foreign keys and enum labels hold and the same
 * seed gives the same rows. {@link dev.cofferdam.rehearse.seed.Seeder} is the door; {@code SeedCatalog} reads what a table demands, {@code TypeValues}
 * knows values of each type, {@code Palettes} keeps those that the checks let pass, {@code RowQuery} puts a table's rows together.
 */
@NullMarked
package dev.cofferdam.rehearse.seed;

import org.jspecify.annotations.NullMarked;
