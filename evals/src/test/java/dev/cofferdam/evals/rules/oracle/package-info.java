/** Shows that the oracle hears and that it can contradict. */
@NullMarked
package dev.cofferdam.evals.rules.oracle;

import org.jspecify.annotations.NullMarked;
