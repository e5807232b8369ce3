/** Tests of row counts and of what a backfill costs. */
@NullMarked
package dev.cofferdam.rows;

import org.jspecify.annotations.NullMarked;
