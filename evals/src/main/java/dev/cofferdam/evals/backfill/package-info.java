/** Judges {@code cofferdam estimate} by backfills of larger tables. Knows the tools; nothing knows it. */
@NullMarked
package dev.cofferdam.evals.backfill;

import org.jspecify.annotations.NullMarked;
