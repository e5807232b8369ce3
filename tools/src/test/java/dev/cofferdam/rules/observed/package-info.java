/** What was seen, and what the rules make of it. */
@NullMarked
package dev.cofferdam.rules.observed;

import org.jspecify.annotations.NullMarked;
