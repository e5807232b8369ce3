package dev.cofferdam.domain;

import java.util.Optional;

/**
 * A finding about one statement of a migration file.
 *
 * @param finding where is {@code file:line}
 * @param place of the words that the finding is about, or of the statement
 * @param column first column of those words, counted from 1
 * @param statement as written
 * @param safeForm when one statement maps to a sequence that is safe as it stands
 */
public record StatementFinding(
        Finding finding, RuleClass ruleClass, Place place, int column, String statement, Optional<SafeForm> safeForm) {
    public StatementFinding {
        Checks.atLeast(1, column, "column");
        Checks.text(statement, "statement");
    }
}
