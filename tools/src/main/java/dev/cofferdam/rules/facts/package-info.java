/**
 * What rules are told of a plan: {@code PlanRule} is handed {@code PlanFacts}, with every piece of SQL as a {@code SqlUnit} and every step as a {@code
 * PlacedStep}. {@code SchemaDelta}, {@code ColumnFate}, {@code Destruction}, {@code Milestones} and {@code SyncTrigger} each follow one thing through the plan.
 * Imports {@code info}.
 */
@NullMarked
package dev.cofferdam.rules.facts;

import org.jspecify.annotations.NullMarked;
