/**
 * Statement rules: each looks at one statement of a migration file in the situation in which it runs, and says what it would do to the
 * server and to code that is running. Pure: facts in, findings out.
 *
 * <p>Where to look: {@code StatementCheck} walks a history and asks every rule of {@code StatementRules} about every statement that is
 * judged; {@code Suppressions} and {@code Policy} say what is not reported. What a rule may ask and answer is in {@code situation}; the rules themselves are in
 * rooms by what they are about: {@code constraints, indexes, partitions, columns, objects, script}. A rule's class is named after its hazard, or
 * after its family when several hazards share one way of looking.
 */
@NullMarked
package dev.cofferdam.rules.statements;

import org.jspecify.annotations.NullMarked;
