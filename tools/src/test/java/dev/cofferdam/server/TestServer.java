package dev.cofferdam.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

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

    /**
     * The major versions that claims are proved on: the shared server's, and those for which {@code -Pnightly} has put a jar, such as
     * {@code 14.24.0.jar}, into the folder of the property {@code cofferdam.postgres.jars}.
     */
    public static List<Integer> majors() {
        return Stream.concat(Stream.of(get().majorVersion()), jars().keySet().stream())
                .distinct()
                .toList();
    }

    /** Does something with a server of one of the {@link #majors}. */
    public static void on(int major, Consumer consumer) throws SQLException {
        if (major == get().majorVersion()) {
            consumer.accept(get());
        } else {
            try (ThrowawayServer server = ThrowawayServer.start(cache(), Objects.requireNonNull(jars().get(major)))) {
                consumer.accept(server);
            }
        }
    }

    /** What a test does with a server. */
    public interface Consumer {
        void accept(ThrowawayServer server) throws SQLException;
    }

    private static SortedMap<Integer, Path> jars() {
        SortedMap<Integer, Path> jars = new TreeMap<>();
        String folder = System.getProperty("cofferdam.postgres.jars", "");
        if (!folder.isBlank()) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                files.filter(file -> file.getFileName().toString().matches("\\d+\\..*jar"))
                        .sorted()
                        .forEach(file -> jars.put(
                                Integer.parseInt(file.getFileName().toString().replaceAll("\\..*", "")), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jars;
    }

    /** An empty database that no other test knows, open to the application's role. */
    public static ThrowawayDatabase freshDatabase() {
        return freshDatabase(get());
    }

    /** The same on a server of another version. */
    public static ThrowawayDatabase freshDatabase(ThrowawayServer server) {
        ThrowawayDatabase database = server.createDatabase("test_" + DATABASES.incrementAndGet());
        try {
            database.admitApplication();
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("a fresh database could not be opened to the application", e);
        }
    }

    /** Runs SQL as the superuser in a database, for what only a server's administrator can set up. */
    public static void administer(ThrowawayDatabase database, String sql) throws SQLException {
        administer(get(), database, sql);
    }

    /** The same on a server of another version, one statement after the other in one session. */
    public static void administer(ThrowawayServer server, ThrowawayDatabase database, String... statements)
            throws SQLException {
        try (Connection superuser = server.connect(Roles.SUPERUSER, database.name());
                Statement statement = superuser.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
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
