/**
 * Runs the rules over a plan, applies approvals and says the verdict. May import {@code domain, sql, rules}; only front ends
 * import it. The one place where findings and approvals meet; could not decide is never a pass here.
 */
@NullMarked
package dev.cofferdam.validate;

import org.jspecify.annotations.NullMarked;
