@NullMarked
package dev.cofferdam.evals.backfill;

import org.jspecify.annotations.NullMarked;
