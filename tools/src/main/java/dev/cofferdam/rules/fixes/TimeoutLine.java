package dev.cofferdam.rules.fixes;

import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The line that bounds how long the locks of a transaction are waited for; it ends with the transaction (PostgreSQL docs, SET LOCAL). */
final class TimeoutLine {
    static final String SQL = "SET LOCAL lock_timeout = '2s'";

    private static final String RULE = "lock-timeout-missing";

    private final String layout;

    TimeoutLine(String layout) {
        this.layout = layout;
    }

    static boolean isMissing(StatementFinding found) {
        return found.finding().rule().equals(RULE);
    }

    /** Why the line does not come before a statement, with what to do; empty when it may. */
    Optional<String> refusal(MigrationUnit unit, List<ParsedStatement> statements, ParsedStatement first) {
        if (!unit.transactional()) {
            return Optional.of(
                    "it runs outside a transaction, where a limit outlives the statement; set `lock_timeout` for the role or"
                            + " the connection that migrates, or SET and RESET it by hand");
        }
        if (!layout.equals("Flyway") && !layout.equals("Liquibase")) {
            return Optional.of("nobody knows whether what runs this file opens a transaction for it, without which `"
                    + SQL + "` does nothing; write it by hand");
        }
        if (statements.stream().map(ParsedStatement::facts).anyMatch(TimeoutLine::setsAny)) {
            return Optional.of("the file sets `lock_timeout` itself; correct its value or its place");
        }
        boolean own = statements.stream()
                .takeWhile(statement -> !statement.equals(first))
                .anyMatch(statement -> statement.facts() instanceof Statement.Transaction);
        return own
                ? Optional.of("the file begins or ends transactions itself; write `" + SQL
                        + "` into the one that it belongs to")
                : Optional.empty();
    }

    private static boolean setsAny(Statement facts) {
        return facts instanceof Statement.SetSetting set
                && (set.name().equals("lock_timeout") || set.name().equals("all"));
    }
}
