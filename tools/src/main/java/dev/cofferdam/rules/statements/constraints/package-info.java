/**
 * Rules about constraints: those that look at rows when they are added or validated, those that build an index, those that running code
 * breaks, and those whose loss somebody misses. {@code Added} is a constraint that a statement puts on a table, {@code NullProofs} what proves NOT NULL.
 */
@NullMarked
package dev.cofferdam.rules.statements.constraints;

import org.jspecify.annotations.NullMarked;
