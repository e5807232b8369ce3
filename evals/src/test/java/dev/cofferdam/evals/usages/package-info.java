/** Shows that the measures measure. */
@NullMarked
package dev.cofferdam.evals.usages;

import org.jspecify.annotations.NullMarked;
