package dev.cofferdam.schema.live;

import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database that plays the user's own one, with a role that may read it and a password that must not show. */
public final class UsersDatabase implements AutoCloseable {
    public static final String PASSWORD = "hunter2-and-more";

    private static final AtomicInteger ROLES = new AtomicInteger();

    private final ThrowawayDatabase database = TestServer.freshDatabase();
    private final String reader = "reader_" + ROLES.incrementAndGet();

    /** With these objects, all of which the reader may read. */
    public static UsersDatabase with(String sql) throws SQLException {
        UsersDatabase users = new UsersDatabase();
        users.run(sql);
        users.administer("CREATE ROLE " + users.reader + " LOGIN PASSWORD '" + PASSWORD
                + "'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + users.reader);
        return users;
    }

    public String reader() {
        return reader;
    }

    public ThrowawayDatabase database() {
        return database;
    }

    public String url() throws SQLException {
        return TestServer.url(database, reader, PASSWORD);
    }

    public Login login() throws SQLException {
        return new Login(DatabaseUrl.parse(url()), reader, PASSWORD);
    }

    /** Runs SQL as the owner of the tables. */
    public void run(String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            for (ParsedStatement each : SqlParser.parse(sql)) {
                statement.execute(each.text());
            }
        }
    }

    public void administer(String sql) throws SQLException {
        TestServer.administer(database, sql);
    }

    public String value(String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            return value(owner, sql);
        }
    }

    public static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
