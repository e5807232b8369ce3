package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The application's session, which tries what it does all day and takes it back. */
final class Application implements AutoCloseable {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Connection session;

    Application(ThrowawayDatabase database) throws SQLException {
        session = database.connectAsApplication();
        try (Statement statement = session.createStatement()) {
            // Counts waiting only, so a slow machine raises no alarm.
            statement.execute("SET lock_timeout = 20");
        }
        session.setAutoCommit(false);
    }

    /** Whether the statement waits for somebody's lock; any other refusal is no wait. */
    boolean waits(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
            return false;
        } catch (SQLException refused) {
            if (LOCK_NOT_AVAILABLE.equals(refused.getSQLState())) {
                return true;
            }
            throw new SQLException(refused.getMessage() + "\nin: " + sql, refused);
        } finally {
            session.rollback();
        }
    }

    /** What it does all day with a table of {@code schema.sql}: a row that no other session writes, in a partition that stays. */
    static String insertInto(TableRef table) {
        String id =
                switch (table.name()) {
                    case "p" -> "5500";
                    case "q", "checked" -> "1999";
                    default -> "-1";
                };
        return "INSERT INTO " + table + " (id) VALUES (" + id + ")";
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
