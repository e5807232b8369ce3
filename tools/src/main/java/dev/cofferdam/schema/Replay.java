package dev.cofferdam.schema;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs units one after the other over one session, which each unit finds as the first one did. */
final class Replay {
    /** The connection is gone: class 08, and the shutdown states of class 57 (PG docs, "PostgreSQL Error Codes"). */
    private static final List<String> LOST = List.of("08", "57P");

    private final Connection connection;
    private final List<String> searchPath;
    private final List<Undecided> unread = new ArrayList<>();
    private final Surroundings surroundings;
    private final Guards guards = new Guards(unread);

    Replay(Connection connection, ThrowawayDatabase database, History history) throws SQLException {
        this.connection = connection;
        this.searchPath = history.searchPath();
        this.surroundings = new Surroundings(database, new OverThisSession());
        if (!history.unread().isEmpty()) {
            surroundings.isIncomplete();
        }
        for (String schema : searchPath) {
            execute("CREATE SCHEMA IF NOT EXISTS " + Words.quoted(schema));
        }
    }

    /** What failed, with the server's message and the place. */
    List<Undecided> unread() {
        return List.copyOf(unread);
    }

    void run(MigrationUnit unit) throws SQLException {
        restoreSession();
        int before = unread.size();
        boolean lets = guards.lets(unit, new ServerWorld(connection));
        if (unread.size() > before) {
            surroundings.isIncomplete();
        }
        if (!lets) {
            return;
        }
        List<ParsedStatement> statements = SqlParser.parse(unit.sql());
        boolean ownTransactions = statements.stream()
                .anyMatch(statement -> statement.facts() instanceof dev.cofferdam.sql.Statement.Transaction);
        boolean oneTransaction = unit.transactional() && !ownTransactions;
        connection.setAutoCommit(!oneTransaction);
        for (ParsedStatement statement : statements) {
            Optional<SQLException> failed = supplied(statement, oneTransaction);
            if (failed.isPresent()) {
                Refusal refusal = new Refusal(unit, statement, failed.get());
                tell(refusal);
                if (refusal.stops()) {
                    break;
                }
            }
        }
        if (oneTransaction) {
            commit(unit);
        } else if (ownTransactions) {
            execute("ROLLBACK");
        }
        connection.setAutoCommit(true);
    }

    /** Runs it, again and again while what it lacks can be made. */
    private Optional<SQLException> supplied(ParsedStatement statement, boolean oneTransaction) throws SQLException {
        while (true) {
            Optional<SQLException> failed = oneTransaction ? underSavepoint(statement) : plainly(statement);
            if (failed.isEmpty() || !surroundings.supply(statement, Refusal.message(failed.get()))) {
                return failed;
            }
        }
    }

    /** SET lasts beyond the file that says it, and pg_dump's files empty the search path: every unit starts afresh. */
    private void restoreSession() throws SQLException {
        connection.setAutoCommit(true);
        execute("RESET SESSION AUTHORIZATION");
        execute("RESET ALL");
        // RESET ALL goes back to what the driver announced, the JVM's zone.
        execute("SET TIME ZONE 'UTC'");
        if (!searchPath.isEmpty()) {
            execute("SET search_path TO "
                    + searchPath.stream().map(Words::quoted).collect(Collectors.joining(", ")));
        }
    }

    private Optional<SQLException> underSavepoint(ParsedStatement statement) throws SQLException {
        execute("SAVEPOINT cofferdam_statement");
        Optional<SQLException> failed = plainly(statement);
        execute(
                failed.isPresent()
                        ? "ROLLBACK TO SAVEPOINT cofferdam_statement"
                        : "RELEASE SAVEPOINT cofferdam_statement");
        return failed;
    }

    private Optional<SQLException> plainly(ParsedStatement statement) throws SQLException {
        try {
            execute(statement.text());
            return Optional.empty();
        } catch (SQLException e) {
            String state = Optional.ofNullable(e.getSQLState()).orElse("");
            if (LOST.stream().anyMatch(state::startsWith)) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** Deferred constraints speak up only here. */
    private void commit(MigrationUnit unit) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            unread.add(new Undecided(unit.place(1), "COMMIT", Refusal.message(e)));
            surroundings.isIncomplete();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /**
     * Names what was refused.
     *
     * @throws dev.cofferdam.domain.UserError when the file is at fault
     */
    private void tell(Refusal refusal) {
        if (refusal.isTheFiles(surroundings)) {
            throw refusal.error();
        }
        if (refusal.isNoLoss()) {
            return;
        }
        unread.add(refusal.undecided());
        if (refusal.stops()) {
            surroundings.isIncomplete();
        }
    }

    private final class OverThisSession implements Surroundings.Session {
        @Override
        public boolean succeeds(String sql) {
            return inSavepoint(sql, false);
        }

        @Override
        public void lookAgain() {
            inSavepoint("SELECT count(*) FROM pg_catalog.pg_roles", true);
        }

        private boolean inSavepoint(String sql, boolean undone) {
            try {
                Optional<Savepoint> before =
                        connection.getAutoCommit() ? Optional.empty() : Optional.of(connection.setSavepoint());
                boolean ran = runs(sql);
                if (before.isPresent() && (!ran || undone)) {
                    connection.rollback(before.get());
                }
                return ran;
            } catch (SQLException lost) {
                return false;
            }
        }

        private boolean runs(String sql) {
            try {
                execute(sql);
                return true;
            } catch (SQLException refused) {
                return false;
            }
        }
    }
}
