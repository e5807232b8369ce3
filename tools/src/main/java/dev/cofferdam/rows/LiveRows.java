package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Counts rows in the user's own database over a connection that can only read. */
public final class LiveRows {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private LiveRows() {}

    /**
     * Rows of a table, counted over a connection of its own.
     *
     * @param url a JDBC URL of PostgreSQL, user included; never printed with its parameters
     * @param password empty when the URL or a password file provides it
     * @param limit how long the exact count may take before the catalog's estimate is used
     * @throws UserError when the database cannot be reached or the table cannot be read
     */
    public static RowCount count(String url, String password, TableRef table, Duration limit) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new UserError(
                    "this is no JDBC URL of PostgreSQL",
                    "--db",
                    "write jdbc:postgresql://host:5432/database?user=reader");
        }
        Properties properties = new Properties();
        properties.setProperty("readOnly", "true");
        properties.setProperty("readOnlyMode", "always");
        properties.setProperty("ApplicationName", "cofferdam");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_LIMIT.toSeconds()));
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            return RowCounter.count(connection, table, limit);
        } catch (SQLException e) {
            throw new UserError(
                    "rows of `" + table + "` could not be counted: " + e.getMessage(),
                    "--db " + url.replaceAll("\\?.*", "").replaceAll("//[^@/]*@", "//"),
                    "check host, user and COFFERDAM_DB_PASSWORD, or give the number with --rows " + table + "=N");
        }
    }
}
