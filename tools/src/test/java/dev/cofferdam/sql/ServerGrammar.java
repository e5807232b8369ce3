package dev.cofferdam.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The server's own grammar as a judge. The server parses a whole string before it runs the first statement of it, so a statement
 * behind one that fails is parsed and never run: safe also for DO and DROP.
 */
final class ServerGrammar {
    private final Connection connection;

    ServerGrammar(Connection connection) throws SQLException {
        this.connection = connection;
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("CREATE FUNCTION pg_temp.syntax_problem(sql text) RETURNS text LANGUAGE plpgsql AS"
                    + " $$ BEGIN EXECUTE 'SELECT 1/0; ' || sql; RETURN 'was run';"
                    + " EXCEPTION WHEN division_by_zero THEN RETURN NULL; WHEN OTHERS THEN RETURN SQLERRM; END $$");
        }
    }

    /** What the server finds wrong with the text of a statement; empty when its grammar accepts it. */
    Optional<String> problem(String sql) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("SELECT pg_temp.syntax_problem(?)")) {
            ask.setString(1, sql);
            try (ResultSet answer = ask.executeQuery()) {
                answer.next();
                return Optional.ofNullable(answer.getString(1));
            }
        }
    }
}
