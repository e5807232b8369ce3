package dev.cofferdam.schema;

import dev.cofferdam.domain.Undecided;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Runs units one after the other over one session, which each unit finds as the first one did. */
final class Replay {
    /** The connection is gone: class 08, and the shutdown states of class 57 (PG docs, "PostgreSQL Error Codes"). */
    private static final List<String> LOST = List.of("08", "57P");

    private final Connection connection;
    private final List<String> searchPath;
    private final List<Undecided> unread = new ArrayList<>();
    private final Guards guards = new Guards(unread);

    Replay(Connection connection, List<String> searchPath) throws SQLException {
        this.connection = connection;
        this.searchPath = searchPath;
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
        if (!guards.lets(unit, new ServerWorld(connection))) {
            return;
        }
        List<ParsedStatement> statements = SqlParser.parse(unit.sql());
        boolean ownTransactions = statements.stream()
                .anyMatch(statement -> statement.facts() instanceof dev.cofferdam.sql.Statement.Transaction);
        boolean oneTransaction = unit.transactional() && !ownTransactions;
        connection.setAutoCommit(!oneTransaction);
        for (ParsedStatement statement : statements) {
            Optional<SQLException> failed = oneTransaction ? underSavepoint(statement) : plainly(statement);
            if (failed.isPresent()) {
                tell(unit, statement, failed.get());
                if (stops(statement)) {
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
            unread.add(new Undecided(unit.place(1), "COMMIT", message(e)));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private void tell(MigrationUnit unit, ParsedStatement statement, SQLException failed) {
        int line = statement.line() + linesBefore(statement.text(), failed);
        String rest = stops(statement) ? "; the rest of the file was skipped" : "; passed over";
        unread.add(new Undecided(unit.place(line), StaticSchema.firstLine(statement.text()), message(failed) + rest));
    }

    private static String message(SQLException failed) {
        return failed instanceof PSQLException server && server.getServerErrorMessage() != null
                ? String.valueOf(server.getServerErrorMessage().getMessage())
                : String.valueOf(failed.getMessage());
    }

    /** How many lines below the statement's first one the server points; its position counts characters from 1. */
    private static int linesBefore(String text, SQLException failed) {
        ServerErrorMessage message = failed instanceof PSQLException server ? server.getServerErrorMessage() : null;
        if (message == null || message.getPosition() <= 0) {
            return 0;
        }
        int end = Math.min(message.getPosition() - 1, text.length());
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /** Only what shapes the schema makes the statements after it meaningless. */
    private static boolean stops(ParsedStatement statement) {
        dev.cofferdam.sql.Statement facts = statement.facts();
        if (facts instanceof dev.cofferdam.sql.Statement.AlterTable alter) {
            return !alter.actions().stream().allMatch(Replay::isSwitch);
        }
        boolean harmless = facts instanceof dev.cofferdam.sql.Statement.Query
                || facts instanceof dev.cofferdam.sql.Statement.CreateExtension
                || facts instanceof dev.cofferdam.sql.Statement.SetSetting
                || facts instanceof dev.cofferdam.sql.Statement.Other
                || facts instanceof dev.cofferdam.sql.Statement.Drop drop
                        && drop.kind() == dev.cofferdam.sql.Statement.ObjectKind.EXTENSION;
        return !harmless;
    }

    /** Owners and switched triggers need rights that the owner's role lacks, and change nothing that is told of a schema. */
    private static boolean isSwitch(AlterAction action) {
        return action instanceof AlterAction.SwitchTrigger
                || action instanceof AlterAction.Other other && other.words().equals("OWNER TO");
    }
}
