package dev.cofferdam.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** A server of our own on this machine, which goes with everything that is in it. */
record EmbeddedHost(Launch.Running running) implements Host {
    @Override
    public Connection connect(String role, String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", running.roles().password(role));
        properties.setProperty("ApplicationName", role);
        // Both would be asked for over the wire first, and this server has neither.
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "30");
        String url = "jdbc:postgresql://127.0.0.1:" + running.port() + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8);
        Connection connection = new Driver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the PostgreSQL driver does not know " + url);
        }
        return connection;
    }

    @Override
    public String entrance() {
        return "postgres";
    }

    @Override
    public String template() {
        return "template1";
    }

    @Override
    public String role(String role) {
        return role;
    }

    @Override
    public String database(String name) {
        return name;
    }

    @Override
    public boolean isOnThisMachine() {
        return true;
    }

    @Override
    public String full() {
        return running.postmaster().full();
    }

    @Override
    public void made(String role) {
        // It goes with the server.
    }

    @Override
    public String lastWords() {
        return running.postmaster().lastWords();
    }

    @Override
    public void stop() {
        running.postmaster().stop();
    }
}
