/**
 * Judges {@code cofferdam check} by cases that other checkers ship with their own tests, beside those checkers, and by real migration
 * files. Knows the tools; nothing knows it.
 */
@NullMarked
package dev.cofferdam.evals.rules;

import org.jspecify.annotations.NullMarked;
