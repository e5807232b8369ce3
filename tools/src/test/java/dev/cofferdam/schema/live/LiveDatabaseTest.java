package dev.cofferdam.schema.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.server.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveDatabaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String SECRET = UsersDatabase.PASSWORD;

    private UsersDatabase users;

    @BeforeAll
    void makeTheDatabase() throws SQLException {
        users = UsersDatabase.with(
                "CREATE TABLE owners (id int PRIMARY KEY, telephone text); INSERT INTO owners VALUES (1, 'x')");
        users.administer("GRANT INSERT, UPDATE, DELETE ON owners TO " + users.reader()
                + "; GRANT CREATE ON SCHEMA public TO " + users.reader());
    }

    @AfterAll
    void drop() {
        users.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO owners VALUES (2, 'y')",
                "UPDATE owners SET telephone = 'y'",
                "CREATE TABLE mine (id int)",
                "SELECT nextval('numbers')",
                "SET TRANSACTION READ WRITE"
            })
    void aRoleThatMayWriteCannot(String sql) throws SQLException {
        users.run("CREATE SEQUENCE IF NOT EXISTS numbers; GRANT USAGE ON SEQUENCE numbers TO " + users.reader());
        try (LiveDatabase live = LiveDatabase.open(users.login())) {
            LiveDatabaseFailed refused = catchThrowableOfType(
                    LiveDatabaseFailed.class,
                    () -> live.read("trying", LIMIT, session -> {
                        UsersDatabase.value(session, "SELECT 1");
                        try (Statement statement = session.createStatement()) {
                            return statement.execute(sql);
                        }
                    }));

            assertThat(refused.getCause())
                    .isInstanceOfSatisfying(SQLException.class, cause -> assertThat(cause.getSQLState())
                            .isIn("25006", "25001"));
        }
        assertThat(users.value("SELECT string_agg(id || telephone, ',') FROM owners"))
                .isEqualTo("1x");
    }

    @Test
    void itSaysWhoItIsAndNothingOfItLastsOrHangs() throws SQLException {
        try (LiveDatabase live = LiveDatabase.open(users.login())) {
            String settings = live.read(
                    "asking",
                    LIMIT,
                    session -> UsersDatabase.value(
                            session,
                            "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings WHERE name IN ('application_name',"
                                    + " 'default_transaction_read_only', 'transaction_read_only', 'statement_timeout', 'lock_timeout',"
                                    + " 'idle_in_transaction_session_timeout', 'row_security')"));

            assertThat(settings)
                    .isEqualTo(
                            "application_name=cofferdam default_transaction_read_only=on idle_in_transaction_session_timeout=60000"
                                    + " lock_timeout=5000 row_security=off statement_timeout=10000 transaction_read_only=on");
            assertThat(live.warnings()).isEmpty();
            assertThat(users.value(
                            "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in%' AND application_name = 'cofferdam'"
                                    + " AND datname = current_database()"))
                    .isEqualTo("0");
        }
    }

    @Test
    void learningTakesNoLockThatAnyStatementWaitsFor() throws SQLException {
        try (LiveDatabase live = LiveDatabase.open(users.login())) {
            String strongest = live.read("learning", LIMIT, session -> {
                dev.cofferdam.schema.CatalogReader.read(session, "live");
                SliceDump.of(session, TableRef.of("owners"));
                return UsersDatabase.value(
                        session,
                        "SELECT string_agg(DISTINCT mode, ',') FROM pg_locks WHERE pid = pg_backend_pid() AND locktype = 'relation'");
            });

            assertThat(strongest).isEqualTo("AccessShareLock");
        }
    }

    @Test
    void aSuperuserIsToldThatLessIsEnough() throws SQLException {
        users.administer("ALTER ROLE " + users.reader() + " SUPERUSER");
        try (LiveDatabase live = LiveDatabase.open(users.login())) {
            assertThat(live.warnings()).singleElement().asString().contains("is a superuser", "pg_read_all_data");
        } finally {
            users.administer("ALTER ROLE " + users.reader() + " NOSUPERUSER");
        }
    }

    @Test
    void aWrongPasswordAMissingOneAndAnUnknownDatabaseAreToldApart() throws SQLException {
        Login login = users.login();

        assertThat(error(login.withPassword("wrong-" + SECRET)).problem())
                .isEqualTo("the server refused the password of `" + users.reader() + "`");
        assertThat(catchThrowableOfType(PasswordWanted.class, () -> LiveDatabase.open(login.withPassword(""))))
                .isNotNull();
        String nowhere = users.url().replaceAll("/[^/]*$", "/nowhere");
        assertThat(error(new Login(DatabaseUrl.parse(nowhere), users.reader(), SECRET))
                        .problem())
                .isEqualTo("the server has no database `nowhere`");
    }

    @Test
    void aServerThatDemandsTlsGetsItAndIsNamedWhenItIsRefused(@TempDir Path folder) throws Exception {
        Path openssl = Path.of("/usr/bin/openssl");
        assumeTrue(Files.isExecutable(openssl), "the certificate is made by openssl");
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        assertThat(new ProcessBuilder(
                                openssl.toString(),
                                "req",
                                "-x509",
                                "-newkey",
                                "rsa:2048",
                                "-nodes",
                                "-days",
                                "2",
                                "-subj",
                                "/CN=127.0.0.1",
                                "-addext",
                                "subjectAltName=IP:127.0.0.1",
                                "-keyout",
                                key.toString(),
                                "-out",
                                certificate.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
        TestServer.Tls tls = TestServer.demandTls(users.reader(), Files.readString(key), Files.readString(certificate));
        try {
            for (String mode : List.of("", "?sslmode=require", "?sslmode=verify-full&sslrootcert=" + certificate)) {
                Login login = new Login(DatabaseUrl.parse(users.url() + mode), users.reader(), SECRET);
                try (LiveDatabase database = LiveDatabase.open(login)) {
                    assertThat(database.majorVersion())
                            .as(mode)
                            .isEqualTo(TestServer.get().majorVersion());
                }
            }
            UserError without =
                    error(new Login(DatabaseUrl.parse(users.url() + "?sslmode=disable"), users.reader(), SECRET));
            assertThat(without.problem()).contains("does not let `" + users.reader() + "` in without TLS");
            assertThat(without.fix()).contains("?sslmode=require");
            UserError unknown =
                    error(new Login(DatabaseUrl.parse(users.url() + "?sslmode=verify-full"), users.reader(), SECRET));
            assertThat(unknown.problem()).contains("certificate");
            assertThat(unknown.fix()).contains("sslrootcert");
        } finally {
            tls.close();
        }
    }

    @Test
    void tlsThatIsAskedForAndNotThereIsSaid() throws SQLException {
        Login login = new Login(DatabaseUrl.parse(users.url() + "?sslmode=require"), users.reader(), SECRET);

        assertThat(error(login).problem()).isEqualTo("the server offers no TLS, and sslmode=require asks for it");
    }

    @Test
    void aPortThatNobodyListensAtIsSaid() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        UserError error = error(reader("127.0.0.1:" + port));

        assertThat(error.problem()).isEqualTo("nothing listens at `127.0.0.1:" + port + "`");
        assertThat(error.where()).contains("--db postgresql://ada@127.0.0.1:" + port + "/clinic");
    }

    @Test
    void aHostThatNobodyKnowsIsSaid() {
        assertThat(error(reader("no-such-host.invalid")).problem())
                .isEqualTo("no host is known as `no-such-host.invalid:5432`");
    }

    @Test
    void aServerOfAnotherKindIsSaid() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerLikeTheWeb(other));
            answering.setDaemon(true);
            answering.start();

            assertThat(error(reader("127.0.0.1:" + other.getLocalPort())).problem())
                    .isEqualTo("what answers at `127.0.0.1:" + other.getLocalPort()
                            + "` does not speak PostgreSQL's protocol");
        }
    }

    private static void answerLikeTheWeb(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (var caller = socket.accept()) {
                caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void aTableThatTheRoleMayNotReadIsNamed() throws SQLException {
        users.run("CREATE TABLE IF NOT EXISTS secrets (id int)");
        try (LiveDatabase live = LiveDatabase.open(users.login())) {
            UserError error = catchThrowableOfType(
                    UserError.class,
                    () -> live.read(
                            "counting `secrets`",
                            LIMIT,
                            session -> UsersDatabase.value(session, "SELECT count(*) FROM secrets")));

            assertThat(error.problem())
                    .isEqualTo("counting `secrets` is not allowed for `" + users.reader()
                            + "`: permission denied for table secrets");
            assertThat(error.fix()).contains("GRANT SELECT");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT pg_sleep(60) | took too long",
                "SELECT pg_terminate_backend(pg_backend_pid()) | failed in",
                "LOCK TABLE owners IN ACCESS SHARE MODE | waited for a lock"
            })
    void whatGoesWrongOnTheWayIsTheWorlds(String sql, String words) throws SQLException {
        try (Connection other = users.database().connectAsOwner();
                LiveDatabase live = LiveDatabase.open(users.login())) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLE owners");
            }
            LiveDatabaseFailed failed = catchThrowableOfType(
                    LiveDatabaseFailed.class,
                    () -> live.read("trying", Duration.ofSeconds(sql.startsWith("LOCK") ? 10 : 1), session -> {
                        try (Statement statement = session.createStatement()) {
                            return statement.execute(sql);
                        }
                    }));

            assertThat(failed).hasMessageStartingWith("trying " + words);
            assertThat(failed.remedy()).isNotBlank();
            other.rollback();
        }
    }

    private static Login reader(String host) {
        return new Login(DatabaseUrl.parse("postgresql://ada@" + host + "/clinic"), "ada", SECRET);
    }

    private static UserError error(Login login) {
        UserError error = catchThrowableOfType(UserError.class, () -> LiveDatabase.open(login));
        assertThat(error.problem() + error.where() + error.fix()).doesNotContain("hunter2", "\n");
        return error;
    }
}
