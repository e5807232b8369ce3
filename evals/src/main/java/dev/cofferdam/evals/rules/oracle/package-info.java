/**
 * What the parser says of a statement, beside what the server's own parse tree says: two readings into the same words. Nobody but {@code bench}
 * comes here.
 */
@NullMarked
package dev.cofferdam.evals.rules.oracle;

import org.jspecify.annotations.NullMarked;
