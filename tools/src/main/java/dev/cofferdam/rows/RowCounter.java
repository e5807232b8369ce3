package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Counts a table's rows, read-only: exactly when that is quick enough, else by the catalog's estimate. */
public final class RowCounter {
    /** SQLSTATE of a statement that ran into statement_timeout, PostgreSQL docs appendix A. */
    private static final String QUERY_CANCELED = "57014";

    private static final String ESTIMATE = """
            WITH RECURSIVE tree AS (
                SELECT ?::regclass::oid AS oid
                UNION
                SELECT inherits.inhrelid FROM pg_catalog.pg_inherits AS inherits JOIN tree ON inherits.inhparent = tree.oid)
            SELECT CASE WHEN min(reltuples) >= 0 THEN sum(reltuples)::bigint END
            FROM pg_catalog.pg_class JOIN tree USING (oid)
            WHERE relkind <> 'p'
            """;

    private RowCounter() {}

    /**
     * Rows of a table, in transactions that can only read; the connection is left as it was found, and must have no open
     * transaction.
     *
     * @param limit how long the exact count may take, at least a millisecond
     * @throws SQLException when the table cannot be read
     */
    public static RowCount count(Connection connection, TableRef table, Duration limit) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            Optional<RowCount> exact = exact(connection, table, limit);
            connection.rollback();
            RowCount count = exact.isPresent() ? exact.get() : fromCatalog(connection, table);
            connection.rollback();
            connection.setAutoCommit(autoCommit);
            return count;
        } catch (SQLException e) {
            restore(connection, autoCommit, e);
            throw e;
        }
    }

    /** A broken connection cannot be restored; what broke it is what the caller needs to know. */
    private static void restore(Connection connection, boolean autoCommit, SQLException failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Empty when it took too long. */
    private static Optional<RowCount> exact(Connection connection, TableRef table, Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
            // 0 would mean: without a limit.
            statement.execute("SET LOCAL statement_timeout = " + Math.max(1, limit.toMillis()));
            try (ResultSet result =
                    statement.executeQuery("SELECT count(*) FROM " + Identifiers.quoteIfNeeded(table))) {
                result.next();
                return Optional.of(new RowCount(table, result.getLong(1), RowCount.Source.COUNTED));
            }
        } catch (SQLException e) {
            if (!QUERY_CANCELED.equals(e.getSQLState())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * {@code reltuples} is what the last VACUUM, ANALYZE or index build saw, and -1 when none ran yet (PostgreSQL docs 51.11,
     * "pg_class"): then nobody knows. A partitioned table has its rows in its partitions, and autovacuum never analyses it.
     */
    private static RowCount fromCatalog(Connection connection, TableRef table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
        }
        try (PreparedStatement statement = connection.prepareStatement(ESTIMATE)) {
            statement.setString(1, Identifiers.quoteIfNeeded(table));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long rows = result.getLong(1);
                return result.wasNull() ? RowCount.assumed(table) : new RowCount(table, rows, RowCount.Source.CATALOG);
            }
        }
    }
}
