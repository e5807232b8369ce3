/**
 * Source tree to usages. This room is the door: {@code UsageScanner} runs a {@code Scan} through the finders, {@code UsageList} makes
 * usages of its hits, {@code CallGraph} says which entry points lead to them, {@code Explanation} shows the way to one answer.
 *
 * <p>The rooms, each knowing only those before it: {@code words} (text cut up), {@code skeleton} (declarations of Java without a parser),
 * {@code files} (the source tree), {@code java} (all types, and the bodies that matter), {@code types} (what an expression is), {@code
 * strings} (what a string says), {@code mapping} (entities and their columns), {@code statements} (SQL and JPQL read), {@code hits} (one
 * question and what was found), {@code styles} (each way to reach a column is a {@code StyleFinder} named after it).
 *
 * <p>May import {@code domain, sql, migrations, schema}. Parser types stay inside; nothing here
 * runs code of the repository, follows a symbolic link or reports a comment.
 */
@NullMarked
package dev.cofferdam.scan;

import org.jspecify.annotations.NullMarked;
