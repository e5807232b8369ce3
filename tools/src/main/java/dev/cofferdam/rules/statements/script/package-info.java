/**
 * Rules about the script around the statements: timeouts, transactions, locks that are held while other work goes on, re-runs; and about statements that
 * change rows.
 */
@NullMarked
package dev.cofferdam.rules.statements.script;

import org.jspecify.annotations.NullMarked;
