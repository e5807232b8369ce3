package dev.cofferdam.evals.rules.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both readings of one statement, and that a wrong one is seen. */
@Tag("server")
@TestInstance(Lifecycle.PER_CLASS)
final class OracleTest {
    private final ThrowawayServer server =
            ThrowawayServer.start(Path.of(System.getProperty("java.io.tmpdir"), "cofferdam-bench"));
    private Optional<Session> session = Optional.empty();

    private record Session(ThrowawayDatabase database, Connection connection, Oracle oracle) {}

    @BeforeAll
    void connect() throws SQLException {
        ThrowawayDatabase database = server.createDatabase("oracle");
        Connection connection = database.connectAsOwner();
        session = Optional.of(new Session(database, connection, new Oracle(connection)));
    }

    @AfterAll
    void close() throws SQLException {
        session.orElseThrow().connection().close();
        session.orElseThrow().database().close();
        server.close();
    }

    private Oracle.Readings read(String sql, String facts) throws SQLException {
        return session.orElseThrow().oracle().read(sql, parsed(facts)).orElseThrow();
    }

    private static Statement parsed(String sql) {
        return SqlParser.parse(sql).get(0).facts();
    }

    @Test
    void theServerSaysWhatIsWritten() throws SQLException {
        String sql = "ALTER TABLE IF EXISTS clinic.\"Own ers\" ADD COLUMN tel varchar(20)[] NOT NULL DEFAULT '{a b}',"
                + " ADD CONSTRAINT short CHECK (a < b.c) NOT VALID, DROP COLUMN x CASCADE,"
                + " ALTER COLUMN y TYPE numeric(10, 2) USING y::numeric";

        assertThat(read(sql, sql).server())
                .containsExactly(
                        "alter table clinic.Own ers if-exists",
                        "add column tel character varying(20)[] not-null default",
                        "add constraint check short [a, c] not-valid",
                        "drop column x cascade",
                        "type y numeric(10,2) using");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON s.t USING gin (lower(a), b) INCLUDE (c) WHERE d",
                "CREATE TABLE t (id serial PRIMARY KEY, a int REFERENCES o (id), CHECK (a > 0), UNIQUE (a, id))"
                        + " PARTITION BY RANGE (a)",
                "DROP TABLE IF EXISTS a.b, c CASCADE",
                "DROP TRIGGER t ON s.o",
                "ALTER TABLE t RENAME COLUMN a TO b",
                "ALTER INDEX i RENAME TO j",
                "ALTER TABLE p DETACH PARTITION q CONCURRENTLY",
                "CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN \"a\"; END $$",
                "CREATE TRIGGER t BEFORE UPDATE OF a, b ON o FOR EACH ROW EXECUTE FUNCTION f()",
                "CREATE TYPE m AS ENUM ('a b', '(c)', '\"d\"', '')",
                "SET LOCAL lock_timeout = '2s'",
                "ALTER TABLE t ALTER COLUMN a SET DEFAULT CASE WHEN true THEN NULL END"
            })
    void bothAgree(String sql) throws SQLException {
        Oracle.Readings both = read(sql, sql);

        assertThat(both.agree()).as(both.differences()).isTrue();
        assertThat(both.server()).isNotEmpty().doesNotContain("other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TABLE a | DROP TABLE b",
                "DROP TABLE a | DROP TABLE a CASCADE",
                "CREATE INDEX i ON t (a) | CREATE INDEX CONCURRENTLY i ON t (a)",
                "CREATE INDEX i ON t (a) | CREATE INDEX i ON t (b)",
                "ALTER TABLE t ADD COLUMN a int | ALTER TABLE t ADD COLUMN a bigint",
                "ALTER TABLE t ADD COLUMN a int | ALTER TABLE t ADD COLUMN a int NOT NULL",
                "ALTER TABLE t ADD CHECK (a > 0) | ALTER TABLE t ADD CHECK (a > 0) NOT VALID",
                "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES o | ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p",
                "ALTER TABLE t DROP a, DROP b | ALTER TABLE t DROP a",
                "ALTER TABLE t ALTER a SET NOT NULL | ALTER TABLE t ALTER a DROP NOT NULL",
                "CREATE TABLE t (a int) | CREATE TABLE t (a int, b int)"
            })
    void factsOfAnotherStatementAreContradicted(String sql, String facts) throws SQLException {
        Oracle.Readings both = read(sql, facts);

        assertThat(both.agree()).isFalse();
        assertThat(both.differences()).isNotEmpty();
    }

    @Test
    void nothingIsRun() throws SQLException {
        String sql = "CREATE TABLE never_made (a int)";
        read(sql, sql);

        try (java.sql.Statement ask = session.orElseThrow().connection().createStatement();
                java.sql.ResultSet answer = ask.executeQuery("SELECT to_regclass('never_made')")) {
            answer.next();
            assertThat(answer.getString(1)).isNull();
        }
    }

    @Test
    void whatTheServerRefusesHasNoTree() throws SQLException {
        List<String> refused = List.of("CREATE TABEL t (a int)", "SELECT a FROM no_such_table");

        for (String sql : refused) {
            assertThat(session.orElseThrow().oracle().read(sql, parsed(sql)))
                    .as(sql)
                    .isEmpty();
        }
    }
}
