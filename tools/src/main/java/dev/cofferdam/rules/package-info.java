/**
 * Rules: each detects one hazard, one final class per rule or family, listed in {@link dev.cofferdam.rules.Rules}. Pure: facts
 * in, findings out, no server, no file, no clock, no state, and no word about observations of a rehearsal. Only
 * {@code validate} and front ends may import it. Each rule's page is a resource beside it, named after the rule's id.
 */
@NullMarked
package dev.cofferdam.rules;

import org.jspecify.annotations.NullMarked;
