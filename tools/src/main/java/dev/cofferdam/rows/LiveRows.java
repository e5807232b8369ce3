package dev.cofferdam.rows;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts rows in the user's own database over a connection that can only read. */
public final class LiveRows {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private static final String HOST = "(?:[\\w.-]+|\\[[0-9a-fA-F:]+])(?::\\d+)?";
    private static final Pattern HOST_AND_DATABASE =
            Pattern.compile("(jdbc:postgresql:(?://" + HOST + "(?:," + HOST + ")*/)?[^/?@:]*)(?:\\?.*)?");
    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("(?i)[?&][a-z]*password=([^&]+)");

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
        String shown = shown(url);
        Properties properties = new Properties();
        properties.setProperty("readOnly", "true");
        properties.setProperty("readOnlyMode", "always");
        properties.setProperty("ApplicationName", "cofferdam");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_LIMIT.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_LIMIT.toSeconds()));
        // The server ends the count in time; this is for a server that has gone silent.
        properties.setProperty(
                "socketTimeout", String.valueOf(limit.plus(CONNECT_LIMIT).toSeconds()));
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            return RowCounter.count(connection, table, limit);
        } catch (SQLException e) {
            throw new UserError(
                    "rows of `" + table + "` could not be counted: " + reason(e, url, password),
                    "--db " + shown,
                    "check host, user and COFFERDAM_DB_PASSWORD, or give the number with --rows " + table + "=N");
        }
    }

    /**
     * Host and database. A URL of another form never reaches the driver, which logs such URLs whole: a password may stand anywhere in
     * them.
     */
    private static String shown(String url) {
        Matcher plain = HOST_AND_DATABASE.matcher(url);
        if (!plain.matches()) {
            throw new UserError(
                    "this is no JDBC URL of PostgreSQL",
                    "--db",
                    "write jdbc:postgresql://host:5432/database?user=reader, and the password in COFFERDAM_DB_PASSWORD");
        }
        return plain.group(1);
    }

    /** The first line; what follows is the position in a statement that nobody saw. */
    private static String reason(SQLException failure, String url, String password) {
        String message = String.valueOf(failure.getMessage());
        List<String> secrets = new ArrayList<>(PASSWORD_PARAMETER
                .matcher(url)
                .results()
                .map(found -> found.group(1))
                .toList());
        secrets.add(password);
        for (String secret : secrets) {
            message = secret.isEmpty() ? message : message.replace(secret, "...");
        }
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceAll("^(?:ERROR|FATAL): ", "")
                .strip();
    }
}
