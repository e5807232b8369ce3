package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a label of another checker's test is called wrong ({@code evals/rules/peer-disagreements.tsv}), a server says so too. */
@Tag("server")
final class WrongLabelsOnServerTest {
    private ThrowawayDatabase database;
    private Connection migration;

    @BeforeEach
    void aTableInUse() throws SQLException {
        database = TestServer.freshDatabase();
        migration = database.connectAsOwner();
        run(
                "CREATE TABLE t (id int PRIMARY KEY, c text NOT NULL)",
                "INSERT INTO t SELECT g, 'c' || g FROM generate_series(1, 100) g");
    }

    @AfterEach
    void close() throws SQLException {
        migration.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE IF EXISTS t DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE t ALTER COLUMN c SET NOT NULL"
            })
    void mayBeRunAnyNumberOfTimes(String sql) throws SQLException {
        run(sql, sql);
    }

    @Test
    void aTemporaryTableIsGoneWhenItsFileIsRunAgain() throws SQLException {
        run("CREATE TEMP TABLE test_table (id int)");
        try (Connection again = database.connectAsOwner();
                Statement statement = again.createStatement()) {
            statement.execute("CREATE TEMP TABLE test_table (id int)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
                "COMMENT ON COLUMN t.c IS 'an opaque id'",
                "LOCK TABLE t IN ACCESS SHARE MODE"
            })
    void readersAndWritersGoOnWhileItsTransactionIsOpen(String sql) throws SQLException {
        migration.setAutoCommit(false);
        run(sql);
        assertThat(modesOnTheTable()).doesNotContain("ShareLock", "ShareRowExclusiveLock", "AccessExclusiveLock");
        othersReadAndWrite();
        migration.rollback();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD COLUMN foo integer DEFAULT 10",
                "ALTER TABLE t ADD COLUMN created_at timestamp DEFAULT now()",
                "ALTER TABLE t ADD COLUMN name text; ALTER TABLE public.t ADD COLUMN email text"
            })
    void doesNotWriteTheTableAnew(String sql) throws SQLException {
        String before = file();
        run(sql);
        assertThat(file()).isEqualTo(before);
    }

    @Test
    void aChangeToTextRewritesWhatWasNoText() throws SQLException {
        String before = file();
        run("ALTER TABLE t ALTER COLUMN id TYPE text");
        assertThat(file()).isNotEqualTo(before);
    }

    @Test
    void noTypeIsCalledIntArrayBrackets() {
        assertThatThrownBy(() -> run("CREATE TABLE u (m int array[])")).hasMessageContaining("syntax error");
    }

    @Test
    void aSingleConcurrentBuildIsRefusedInATransactionToo() throws SQLException {
        migration.setAutoCommit(false);
        assertThatThrownBy(() -> run("CREATE UNIQUE INDEX CONCURRENTLY field_name_idx ON t (c)"))
                .hasMessageContaining("cannot run inside a transaction block");
        migration.rollback();
    }

    private void othersReadAndWrite() throws SQLException {
        try (Connection other = database.connectAsOwner();
                Statement statement = other.createStatement()) {
            statement.execute("SET lock_timeout = '2s'");
            statement.execute("SELECT count(*) FROM t");
            statement.execute("UPDATE t SET c = 'd' WHERE id = 1");
        }
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = migration.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String file() throws SQLException {
        return answers("SELECT pg_relation_filenode('t')").get(0);
    }

    private List<String> modesOnTheTable() throws SQLException {
        return answers("SELECT mode FROM pg_locks WHERE relation = 't'::regclass AND pid = pg_backend_pid()");
    }

    private List<String> answers(String query) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = migration.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }
}
