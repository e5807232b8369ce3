/**
 * Rules about what the SQL of a step does to a server that is in use: locks, scans, timeouts, transactions. Each judges a statement where it
 * stands in a plan. {@code StepStatements} asks the rules for statements, {@code Weight} says what a plan knows better. Imports {@code facts,
 * statements, info}.
 */
@NullMarked
package dev.cofferdam.rules.steps;

import org.jspecify.annotations.NullMarked;
