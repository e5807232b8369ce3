package dev.cofferdam.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

/** A database of a throw-away server; closing it drops it and ends every session in it. */
public final class ThrowawayDatabase implements AutoCloseable {
    private final ThrowawayServer server;
    private final String name;

    ThrowawayDatabase(ThrowawayServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** The database's name, unquoted. */
    public String name() {
        return name;
    }

    /** Whether a session's process id is one of this machine's; nobody knows where a lent server keeps its processes. */
    public boolean isOnThisMachine() {
        return server.isOnThisMachine();
    }

    /** A clock to tell how much time has passed; the server's own may stand elsewhere. */
    public Clock clock() {
        return Clock.systemUTC();
    }

    /** A session of the role that owns the database and runs the plan's steps; no superuser, member of no other role. */
    public Connection connectAsOwner() throws SQLException {
        return server.connect(Roles.OWNER, name);
    }

    /**
     * Lets the application's role read and write whatever the owner makes from now on (PG docs, ALTER DEFAULT PRIVILEGES). Not for a database in
     * which a schema is learned: its catalogs would show these rights.
     */
    public void admitApplication() throws SQLException {
        try (Connection owner = connectAsOwner();
                Statement statement = owner.createStatement()) {
            for (String rights :
                    new String[] {"SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE ON SEQUENCES", "USAGE ON SCHEMAS"
                    }) {
                statement.execute("ALTER DEFAULT PRIVILEGES GRANT " + rights + " TO " + applicationRole());
            }
        }
    }

    /** The name of the role that the application's statements run as; it needs no quotes. */
    public String applicationRole() {
        return server.applicationRole();
    }

    /** A session of the application's role, which may do nothing until {@link #admitApplication} or the owner lets it. */
    public Connection connectAsApplication() throws SQLException {
        return server.connect(Roles.APPLICATION, name);
    }

    /** A session that may read what others are doing (pg_stat_activity, pg_locks; PG docs, "pg_monitor"), but no table. */
    public Connection connectAsObserver() throws SQLException {
        return server.connect(Roles.OBSERVER, name);
    }

    /** A role that the database's grants can name, see {@link ThrowawayServer#createRole}. */
    public void createRole(String role) {
        server.createRole(role);
    }

    /**
     * Installs an extension that only a superuser may install, when it is one that reaches neither files nor programs nor other servers: SQL of a
     * stranger may use it afterwards. Those that PostgreSQL trusts the owner may install without this (PG docs, CREATE EXTENSION).
     *
     * @return whether it was installed
     */
    public boolean installForOwner(String extension) {
        return Extensions.isHarmless(extension) && server.installExtension(name, extension);
    }

    /** Drops the database, also under sessions that are still open; does nothing when the server is closed. */
    @Override
    public void close() {
        server.drop(name);
    }
}
