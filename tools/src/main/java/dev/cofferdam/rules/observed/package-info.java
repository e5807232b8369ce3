/** What a rehearsal saw, held against what the plan states. {@link dev.cofferdam.rules.observed.RehearsalRules} is the door. */
@NullMarked
package dev.cofferdam.rules.observed;

import org.jspecify.annotations.NullMarked;
