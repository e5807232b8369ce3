package dev.cofferdam.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A server that the user lends for rehearsals, and who administers it.
 *
 * @param hosts {@code host:port}, one or more with commas between
 * @param database one that is there, to come in by; nothing is done in it
 * @param parameters for the driver, such as those of TLS
 * @param password empty when none is known; the driver then looks into the password file (PG docs 34.16)
 */
public record ScratchServer(
        String hosts, String database, Map<String, String> parameters, String user, String password) {
    public ScratchServer {
        parameters = Map.copyOf(parameters);
    }

    /** What our sessions there call themselves. */
    String sessions() {
        return "cofferdam rehearsal " + ProcessHandle.current().pid();
    }

    Connection connect(String who, String secret, String into) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(parameters);
        properties.setProperty("user", who);
        if (!secret.isEmpty()) {
            properties.setProperty("password", secret);
        }
        properties.setProperty("ApplicationName", sessions());
        properties.setProperty("connectTimeout", "30");
        Connection connection = new Driver()
                .connect(
                        "jdbc:postgresql://" + hosts + "/"
                                + URLEncoder.encode(into, StandardCharsets.UTF_8)
                                        .replace("+", "%20"),
                        properties);
        if (connection == null) {
            throw new SQLException("the PostgreSQL driver does not know " + this);
        }
        return connection;
    }

    /** Without the password, wherever it may land. */
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + hosts + "/" + database;
    }
}
