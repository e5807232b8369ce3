/**
 * Tests of the rules: fixtures are edits of one accepted reference plan. {@code reference.yaml} is that plan;
 * {@code <rule-id>/bad-*.yaml} and {@code good-*.yaml} edit it, {@code .out} holds what a user reads.
 */
@NullMarked
package dev.cofferdam.rules;

import org.jspecify.annotations.NullMarked;
