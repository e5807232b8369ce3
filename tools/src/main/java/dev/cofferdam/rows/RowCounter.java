package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
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

    private RowCounter() {}

    /**
     * Rows of a table, in a transaction that can only read.
     *
     * @param limit how long the exact count may take
     * @throws SQLException when the table cannot be read
     */
    public static RowCount count(Connection connection, TableRef table, Duration limit) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
            statement.execute("SET LOCAL statement_timeout = " + limit.toMillis());
            try (ResultSet result = statement.executeQuery("SELECT count(*) FROM " + quoted(table))) {
                result.next();
                return new RowCount(table, result.getLong(1), RowCount.Source.COUNTED);
            }
        } catch (SQLException e) {
            if (!QUERY_CANCELED.equals(e.getSQLState())) {
                throw e;
            }
            connection.rollback();
            return fromCatalog(connection, table);
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    /** {@code reltuples} is what the last VACUUM, ANALYZE or index build saw; -1 when none ran yet (PostgreSQL docs 53.11). */
    private static RowCount fromCatalog(Connection connection, TableRef table) throws SQLException {
        String sql = "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = ?::regclass";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, quoted(table));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new RowCount(table, result.getLong(1), RowCount.Source.CATALOG);
            }
        }
    }

    private static String quoted(TableRef table) {
        String name = "\"" + table.name().replace("\"", "\"\"") + "\"";
        return table.schema()
                .map(schema -> "\"" + schema.replace("\"", "\"\"") + "\"." + name)
                .orElse(name);
    }
}
