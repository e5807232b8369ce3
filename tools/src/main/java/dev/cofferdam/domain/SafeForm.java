package dev.cofferdam.domain;

import java.util.List;

/**
 * Statements that reach the same end without the hazard, in the user's own names.
 *
 * @param statements in order, without semicolons; each commits before the next one starts
 * @param outsideTransaction whether the server refuses one of them inside a transaction block
 */
public record SafeForm(List<String> statements, boolean outsideTransaction) {
    public SafeForm {
        statements = List.copyOf(statements);
        Checks.atLeast(1, statements.size(), "number of statements");
    }

    /** Statements that may run in any transaction, but not all in one. */
    public static SafeForm of(String... statements) {
        return new SafeForm(List.of(statements), false);
    }

    /** Statements of which one refuses to run inside a transaction block, as CONCURRENTLY does. */
    public static SafeForm outsideTransaction(String... statements) {
        return new SafeForm(List.of(statements), true);
    }
}
