package dev.cofferdam.server;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One server for all tests of a JVM; it ends with the JVM. Tests take a database each and close it. */
public final class TestServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** Started at first use. */
    private static final class Started {
        private static final ThrowawayServer SERVER = ThrowawayServer.start(cache());
    }

    /** The shared server; never close it. */
    public static ThrowawayServer get() {
        return Started.SERVER;
    }

    /** An empty database that no other test knows, open to the application's role. */
    public static ThrowawayDatabase freshDatabase() {
        ThrowawayDatabase database = get().createDatabase("test_" + DATABASES.incrementAndGet());
        try {
            database.admitApplication();
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("a fresh database could not be opened to the application", e);
        }
    }

    /** Runs SQL as the superuser in a database, for what only a server's administrator can set up. */
    public static void administer(ThrowawayDatabase database, String sql) throws SQLException {
        try (Connection superuser = get().connect(Roles.SUPERUSER, database.name());
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A server that lets one role in with TLS only; closing it gives it back as it was. */
    public static final class Tls implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            administer("COPY (SELECT 1 WHERE false) TO PROGRAM 'cp pg_hba.before pg_hba.conf'");
            administer("ALTER SYSTEM RESET ssl");
            reload("off");
        }
    }

    /** As PG docs 19.9 say; the key and certificate are PEM. */
    public static Tls demandTls(String role, String key, String certificate) throws SQLException {
        write(key, "server.key");
        write(certificate, "server.crt");
        administer("COPY (SELECT 1 WHERE false) TO PROGRAM 'cp pg_hba.conf pg_hba.before'");
        write("hostssl all " + role + " all scram-sha-256\nhostnossl all " + role + " all reject", "tls.lines");
        administer("COPY (SELECT 1 WHERE false) TO PROGRAM 'cat tls.lines pg_hba.before > pg_hba.conf'");
        administer("ALTER SYSTEM SET ssl = on");
        reload("on");
        return new Tls();
    }

    private static void write(String text, String file) throws SQLException {
        administer("COPY (SELECT unnest(string_to_array('" + text.strip() + "', E'\\n'))) TO PROGRAM 'umask 077; cat > "
                + file + "'");
    }

    /** The postmaster takes its time. */
    private static void reload(String ssl) throws SQLException {
        administer("SELECT pg_reload_conf()");
        administer("DO $$ BEGIN FOR look IN 1 .. 200 LOOP PERFORM pg_sleep(0.05);"
                + " EXIT WHEN current_setting('ssl') = '" + ssl + "'; END LOOP; END $$");
    }

    private static void administer(String sql) throws SQLException {
        try (Connection superuser = get().connect(Roles.SUPERUSER, "postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The URL of a database as a user of the command line would write it, password included. */
    public static String url(ThrowawayDatabase database, String role, String password) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            String place = owner.getMetaData().getURL().replaceAll("^jdbc:postgresql://|\\?.*", "");
            return "postgresql://" + role + ":" + password + "@" + place;
        }
    }

    /** Where the command line keeps its server too, so that a developer's machine unpacks it once. */
    static Path cache() {
        return named("COFFERDAM_CACHE")
                .or(() -> named("XDG_CACHE_HOME").map(home -> home.resolve("cofferdam")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "cofferdam"))
                .resolve("server");
    }

    private static Optional<Path> named(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
