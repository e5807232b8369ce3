/**
 * The procedure of a backfill, run in thought over a handful of keys: whether it ends, leaves rows out, keeps its transactions small, and goes on where it
 * was stopped. What it does to values is not this room's business. Imports {@code sql} and the domain alone.
 */
@NullMarked
package dev.cofferdam.rules.loops;

import org.jspecify.annotations.NullMarked;
