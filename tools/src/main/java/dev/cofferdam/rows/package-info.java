/**
 * How many rows a table has, and what that means for a backfill: batches, a range of durations, WAL. May import {@code schema} and
 * what it imports; JDBC stays inside.
 */
@NullMarked
package dev.cofferdam.rows;

import org.jspecify.annotations.NullMarked;
