package dev.cofferdam.schema.live;

import dev.cofferdam.domain.UserError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A session in the user's database that can only read, in short transactions. Close it as soon as what is wanted has been read.
 *
 * <p>Its settings travel with the first message of the connection and not as {@code SET}: a pooler in transaction mode hands the server's
 * session, with whatever was set in it, on to the application, and an application that can only read is an outage.
 */
public final class LiveDatabase implements AutoCloseable {
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** The oldest major version whose locks and proofs the plans rely on. */
    private static final int OLDEST = 12;

    private static final Duration LOCK_LIMIT = Duration.ofSeconds(5);

    /** row_security=off makes a count fail that would miss rows (PG docs 20.11.1); it gives no right. */
    private static final String SETTINGS =
            "-c default_transaction_read_only=on -c statement_timeout=30s -c lock_timeout=" + LOCK_LIMIT.toMillis()
                    + " -c idle_in_transaction_session_timeout=60s -c row_security=off";

    private final Login login;
    private final Connection connection;
    private final LiveFailures failures;
    private final int major;
    private final List<String> warnings = new ArrayList<>();

    /** What to read, in a transaction that is rolled back afterwards. */
    public interface Reading<T> {
        T from(Connection connection) throws SQLException;
    }

    private LiveDatabase(Login login, Connection connection) throws SQLException {
        this.login = login;
        this.connection = connection;
        this.failures = new LiveFailures(login);
        this.major = connection.getMetaData().getDatabaseMajorVersion();
    }

    /**
     * Logs in.
     *
     * @throws UserError when the database cannot be reached, does not let the user in, or is too old
     * @throws PasswordWanted when the server wants a password and the login has none
     */
    public static LiveDatabase open(Login login) {
        Connection connection;
        try {
            connection = connect(login);
        } catch (SQLException e) {
            throw new LiveFailures(login).connecting(e);
        }
        try {
            LiveDatabase database = new LiveDatabase(login, connection);
            database.lookAround();
            return database;
        } catch (SQLException e) {
            close(connection, e);
            throw new LiveFailures(login).reading("looking around", e);
        } catch (RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    private static void close(Connection connection, Exception because) {
        try {
            connection.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static Connection connect(Login login) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(login.url().parameters());
        properties.setProperty("user", login.user());
        if (!login.password().isEmpty()) {
            properties.setProperty("password", login.password());
        }
        properties.setProperty("options", SETTINGS);
        properties.setProperty("readOnly", "true");
        properties.setProperty("readOnlyMode", "transaction");
        properties.setProperty("ApplicationName", "cofferdam");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_LIMIT.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_LIMIT.toSeconds()));
        properties.setProperty(
                "socketTimeout", String.valueOf(CONNECT_LIMIT.multipliedBy(2).toSeconds()));
        Connection connection = new Driver().connect(login.url().forDriver(), properties);
        if (connection == null) {
            throw new SQLException(
                    "the PostgreSQL driver does not know " + login.url().shown());
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private void lookAround() {
        if (major < OLDEST) {
            throw new UserError(
                    "the database runs PostgreSQL " + major + ", and plans are made for " + OLDEST + " or newer",
                    "--db " + login.url().shown(),
                    "upgrade the server first, or plan from the repository without --db");
        }
        if (!login.url().ignored().isEmpty()) {
            warnings.add("parameters of the URL that were left out: "
                    + String.join(", ", login.url().ignored()));
        }
        boolean superuser = read("asking for the role's rights", Duration.ofSeconds(10), session -> {
            try (Statement statement = session.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_setting('is_superuser') = 'on'")) {
                row.next();
                return row.getBoolean(1);
            }
        });
        if (superuser) {
            warnings.add("`" + login.user()
                    + "` is a superuser; a role that may only read (GRANT pg_read_all_data) is enough");
        }
    }

    /** The server's major version, 18 for 18.6. */
    public int majorVersion() {
        return major;
    }

    /** Host and database, without secrets. */
    public String shown() {
        return login.url().shown();
    }

    /** What the person should know about this login. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Reads in one transaction with one snapshot.
     *
     * @param what begins the sentence if it fails, such as {@code reading the schema}
     * @param limit for each statement
     * @throws UserError when the role may not
     * @throws LiveDatabaseFailed when the database went away, or did not answer in time
     */
    public <T> T read(String what, Duration limit, Reading<T> reading) {
        try {
            // The server ends a statement in time; this is for a server that has gone silent.
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(limit.plus(CONNECT_LIMIT).toMillis()));
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
                statement.execute("SET LOCAL statement_timeout = " + limit.toMillis());
                statement.execute("SET LOCAL lock_timeout = " + LOCK_LIMIT.toMillis());
            }
            T result = reading.from(connection);
            connection.rollback();
            return result;
        } catch (SQLException e) {
            undo(e);
            throw failures.reading(what, e);
        }
    }

    /** A broken connection cannot be restored; what broke it is what the caller needs to know. */
    private void undo(SQLException failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Ends the session; one that the server ended already has nothing left to end. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failures.reading("ending the session", e);
        }
    }
}
