/**
 * What a statement rule may ask and what it answers: {@code Situation} is a statement where it runs (schema before it, transaction,
 * settings, what the same change made), {@code Report} what a rule says of it. Beside them what several families ask in the same way: strong locks, long work,
 * changes of many rows, names and keys. Knows no rule.
 */
@NullMarked
package dev.cofferdam.rules.statements.situation;

import org.jspecify.annotations.NullMarked;
