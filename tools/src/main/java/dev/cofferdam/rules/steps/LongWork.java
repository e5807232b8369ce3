package dev.cofferdam.rules.steps;

import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.Locale;
import java.util.regex.Pattern;

/** Statements that go through all rows without holding off writers, and must not die half-way. */
final class LongWork {
    private static final Pattern CONCURRENTLY = Pattern.compile("\\bconcurrently\\b", Pattern.CASE_INSENSITIVE);

    private LongWork() {}

    static boolean isIn(SqlUnit unit) {
        return unit.statements().stream()
                .anyMatch(statement -> isConcurrent(statement) || isValidation(statement) || isMaintenance(statement));
    }

    /** CREATE, DROP and REINDEX ... CONCURRENTLY, DETACH PARTITION ... CONCURRENTLY; a matview's refresh may be in a block. */
    static boolean isConcurrent(ParsedStatement statement) {
        if (statement.facts() instanceof Statement.CreateIndex index) {
            return index.concurrently();
        }
        if (statement.facts() instanceof Statement.Drop drop) {
            return drop.concurrently();
        }
        boolean mayBe = statement.facts() instanceof Statement.Other other
                        && other.words().toUpperCase(Locale.ROOT).startsWith("REINDEX")
                || statement.facts() instanceof Statement.AlterTable alter
                        && alter.actions().stream()
                                .anyMatch(action -> action instanceof AlterAction.Other detach
                                        && detach.words()
                                                .toUpperCase(Locale.ROOT)
                                                .startsWith("DETACH"));
        return mayBe && CONCURRENTLY.matcher(statement.text()).find();
    }

    static boolean isValidation(ParsedStatement statement) {
        return statement.facts() instanceof Statement.AlterTable alter
                && !alter.actions().isEmpty()
                && alter.actions().stream().allMatch(AlterAction.ValidateConstraint.class::isInstance);
    }

    private static boolean isMaintenance(ParsedStatement statement) {
        if (!(statement.facts() instanceof Statement.Other other)) {
            return false;
        }
        String words = other.words().toUpperCase(Locale.ROOT);
        return words.startsWith("ANALYZE") || words.startsWith("VACUUM") && !words.contains("FULL");
    }
}
