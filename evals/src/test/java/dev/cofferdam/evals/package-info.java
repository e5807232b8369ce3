/** Plans as a user gets them, played for real. */
@NullMarked
package dev.cofferdam.evals;

import org.jspecify.annotations.NullMarked;
