/**
 * Rules: each detects one hazard, one final class per rule or family, listed in {@link dev.cofferdam.rules.Rules}. Pure: facts
 * in, findings out, no server, no file, no clock, no state, and no word about observations of a rehearsal. Only
 * {@code validate} and front ends may import it. Each rule's page is a resource beside {@code RulePages}, named after the rule's id.
 *
 * <p>The rooms: {@code plans} (rules about the shape of a plan), {@code steps} (rules about what the SQL of one step does to the server), {@code facts} (what
 * both are told of a plan), {@code statements} (rules about a statement of a migration file), {@code fixes} (safe forms written into files), {@code info} (how a rule introduces itself and spells names).
 */
@NullMarked
package dev.cofferdam.rules;

import org.jspecify.annotations.NullMarked;
