/** Shows that the measures of {@code check} measure. */
@NullMarked
package dev.cofferdam.evals.rules;

import org.jspecify.annotations.NullMarked;
