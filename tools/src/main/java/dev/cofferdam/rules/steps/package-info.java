/**
 * Rules about what the SQL of a step does to a server that is in use: locks, scans, timeouts, transactions. Each judges a statement where it
 * stands in a plan. Imports {@code facts, info}.
 */
@NullMarked
package dev.cofferdam.rules.steps;

import org.jspecify.annotations.NullMarked;
