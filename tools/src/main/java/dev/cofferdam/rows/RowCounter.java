package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Counts a table's rows, read-only: exactly when that is quick enough, else by the catalog's estimate. */
public final class RowCounter {
    /** SQLSTATE of a statement that ran into statement_timeout, PostgreSQL docs appendix A. */
    private static final String QUERY_CANCELED = "57014";

    private static final String NO_PRIVILEGE = "42501";

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
            RowCount count = counted(connection, table, limit);
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

    private static RowCount counted(Connection connection, TableRef table, Duration limit) throws SQLException {
        try {
            RowCount exact = exact(connection, table, limit);
            connection.rollback();
            return exact;
        } catch (SQLException e) {
            if (QUERY_CANCELED.equals(e.getSQLState())) {
                connection.rollback();
                return fromCatalog(connection, table, RowCount.Source.CATALOG);
            }
            if (isRowSecurity(e)) {
                connection.rollback();
                return fromCatalog(connection, table, RowCount.Source.HIDDEN);
            }
            throw e;
        }
    }

    /** With row_security off, a count that would miss rows fails (PG docs 20.11.1); it shares its SQLSTATE with missing rights. */
    private static boolean isRowSecurity(SQLException e) {
        return NO_PRIVILEGE.equals(e.getSQLState())
                && String.valueOf(e.getMessage()).contains("row-level security");
    }

    private static RowCount exact(Connection connection, TableRef table, Duration limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
            // 0 would mean: without a limit.
            statement.execute("SET LOCAL statement_timeout = " + Math.max(1, limit.toMillis()));
            try (ResultSet result =
                    statement.executeQuery("SELECT count(*) FROM " + Identifiers.quoteIfNeeded(table))) {
                result.next();
                return new RowCount(table, result.getLong(1), RowCount.Source.COUNTED);
            }
        }
    }

    /**
     * {@code reltuples} is what the last VACUUM, ANALYZE or index build saw, and -1 when none ran yet (PostgreSQL docs 51.11,
     * "pg_class"): then nobody knows. A partitioned table has its rows in its partitions, and autovacuum never analyses it.
     */
    private static RowCount fromCatalog(Connection connection, TableRef table, RowCount.Source why)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
        }
        try (PreparedStatement statement = connection.prepareStatement(ESTIMATE)) {
            statement.setString(1, Identifiers.quoteIfNeeded(table));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                long rows = result.getLong(1);
                return result.wasNull() ? RowCount.assumed(table) : new RowCount(table, rows, why);
            }
        }
    }
}
