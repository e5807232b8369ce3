package dev.cofferdam.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrowawayServerTest {
    private ThrowawayDatabase database;

    @BeforeEach
    void takeADatabase() {
        database = TestServer.freshDatabase();
    }

    @AfterEach
    void dropIt() {
        database.close();
    }

    @Test
    void theServerIsTheMajorVersionOfItsBinaries() throws SQLException {
        assertThat(ask(database.connectAsOwner(), "SELECT current_setting('server_version_num')::int / 10000"))
                .isEqualTo(Integer.toString(TestServer.get().majorVersion()));
    }

    @Test
    void theOwnerOwnsTheDatabaseAndIsNothingElse() throws SQLException {
        assertThat(
                        ask(
                                database.connectAsOwner(),
                                "SELECT pg_get_userbyid(datdba) || ' ' || rolsuper || ' ' || rolcreaterole || ' ' || rolcreatedb || ' '"
                                        + " || (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid)"
                                        + " FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user"))
                .isEqualTo("cofferdam_owner false false false 0");
    }

    @Test
    void theApplicationReadsAndWritesWhatTheOwnerCreatesAndChangesNoTable() throws SQLException {
        runAsOwner("CREATE TABLE pets (id bigserial PRIMARY KEY, name text)");
        runAsOwner("CREATE SCHEMA vets CREATE TABLE vets.visits (id int)");
        try (Connection application = database.connectAsApplication()) {
            run(application, "INSERT INTO pets (name) VALUES ('Leo'), ('Basil')");
            run(application, "UPDATE pets SET name = 'Rosy' WHERE name = 'Leo'");
            run(application, "DELETE FROM pets WHERE name = 'Basil'");
            run(application, "INSERT INTO vets.visits VALUES (7)");
            assertThat(first(application, "SELECT string_agg(name, ',') FROM pets"))
                    .isEqualTo("Rosy");
            assertRefused(() -> run(application, "ALTER TABLE pets ADD COLUMN age int"), "42501");
            assertRefused(() -> run(application, "TRUNCATE pets"), "42501");
            assertRefused(() -> run(application, "CREATE TABLE public.mine (id int)"), "42501");
        }
    }

    @Test
    void theObserverSeesWhatOthersRun() throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Connection observer = database.connectAsObserver()) {
            String running = first(
                    observer,
                    "SELECT query FROM pg_stat_activity WHERE usename = 'cofferdam_owner' AND datname = '%s'"
                            .formatted(database.name()));
            assertThat(running).isEqualTo("SET TIME ZONE 'UTC'");
            assertThat(owner.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO PROGRAM 'cat >/dev/null'",
                "CREATE TEMP TABLE t (line text); COPY t FROM PROGRAM 'id'",
                "CREATE TEMP TABLE t (line text); COPY t FROM '/etc/passwd'",
                "SELECT pg_read_file('PG_VERSION')",
                "SELECT pg_ls_dir('.')",
                "SELECT lo_import('/etc/passwd')",
                "SET ROLE cofferdam_superuser",
                "CREATE ROLE mine SUPERUSER",
                "SELECT passwd FROM pg_shadow",
                "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'getpid'",
                "ALTER SYSTEM SET statement_timeout = 0"
            })
    void neitherOwnerNorApplicationReachesProgramsFilesOrOtherRoles(String hostile) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Connection application = database.connectAsApplication()) {
            assertRefused(() -> run(owner, hostile), "42501");
            assertRefused(() -> run(application, hostile), "42501");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "template1"})
    void theServersOwnDatabasesAreClosed(String name) {
        assertRefused(() -> TestServer.get().connect(Roles.OWNER, name), "42501");
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, off",
        "synchronous_commit, off",
        "full_page_writes, on",
        "wal_level, replica",
        "autovacuum, off",
        "statement_timeout, 10min",
        "lock_timeout, 5min",
        "TimeZone, UTC",
        "server_encoding, UTF8",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''"
    })
    void settings(String name, String value) throws SQLException {
        assertThat(ask(database.connectAsObserver(), "SHOW \"" + name + "\"")).isEqualTo(value);
    }

    @Test
    void aCloneHoldsTheRowsAndRightsOfItsTemplateAndGoesItsOwnWay() throws SQLException {
        runAsOwner("CREATE TABLE pets (name text)");
        runAsOwner("INSERT INTO pets VALUES ('Leo')");
        try (ThrowawayDatabase clone = TestServer.get().cloneDatabase(database, database.name() + "_clone")) {
            try (Connection application = clone.connectAsApplication()) {
                run(application, "INSERT INTO pets VALUES ('Basil')");
            }
            assertThat(ask(clone.connectAsOwner(), "SELECT count(*) FROM pets")).isEqualTo("2");
            assertThat(ask(database.connectAsOwner(), "SELECT count(*) FROM pets"))
                    .isEqualTo("1");
        }
    }

    @Test
    void aTemplateSomebodyIsConnectedToIsNotCloned() throws SQLException {
        try (Connection open = database.connectAsOwner()) {
            assertThatThrownBy(() -> TestServer.get().cloneDatabase(database, "never"))
                    .isInstanceOf(ServerFailed.class)
                    .hasMessageContaining("`" + database.name() + "` cannot be copied")
                    .hasMessageContaining("cofferdam_owner, idle: SET TIME ZONE 'UTC'");
            assertThat(open.isClosed()).isFalse();
        }
    }

    @Test
    void aDatabaseIsDroppedUnderOpenSessions() throws SQLException {
        ThrowawayDatabase doomed = TestServer.get().createDatabase("doomed");
        try (Connection open = doomed.connectAsOwner()) {
            doomed.close();
            assertRefused(() -> run(open, "SELECT 1"), "57P01");
        }
        assertRefused(doomed::connectAsOwner, "3D000");
    }

    @Test
    void namesAreQuoted() throws SQLException {
        try (ThrowawayDatabase odd = TestServer.get().createDatabase("it's \"odd\" / ü? 50%")) {
            assertThat(ask(odd.connectAsOwner(), "SELECT current_database()")).isEqualTo(odd.name());
        }
    }

    @Test
    void trustedExtensionsAreThere() throws SQLException {
        for (String extension : List.of("pg_trgm", "citext", "hstore", "pgcrypto", "\"uuid-ossp\"", "btree_gin")) {
            runAsOwner("CREATE EXTENSION " + extension);
        }
        assertThat(ask(database.connectAsOwner(), "SELECT similarity('word', 'words') > 0.5"))
                .isEqualTo("t");
    }

    private void runAsOwner(String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            run(owner, sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Asks one question and closes the connection. */
    private static String ask(Connection connection, String query) throws SQLException {
        try (connection) {
            return first(connection, query);
        }
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void assertRefused(ThrowingCallable action, String sqlState) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                        .isEqualTo(sqlState));
    }
}
