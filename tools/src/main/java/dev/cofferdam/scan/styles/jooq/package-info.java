/**
 * Ways through jOOQ, whose generated classes name tables and columns: {@code JooqFinder}, with {@code JooqTables} and {@code JooqRows}; {@code GeneratedNames} says
 * what the generator calls them. Imports {@code hits} and what it imports.
 */
@NullMarked
package dev.cofferdam.scan.styles.jooq;

import org.jspecify.annotations.NullMarked;
