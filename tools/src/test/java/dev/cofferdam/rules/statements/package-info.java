/**
 * Tests of the statement rules. {@code <rule-id>/bad-*.sql} and {@code good-*.sql} are migrations, {@code .out} holds what a user reads;
 * {@link SqlFixture} says how a fixture is written.
 */
@NullMarked
package dev.cofferdam.rules.statements;

import org.jspecify.annotations.NullMarked;
