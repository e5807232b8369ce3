package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each guarantee of a table is offended by a statement that the table refuses, and takes once nothing guarantees it. */
@Tag("server")
final class GuaranteeTest {
    private static final String PARENT =
            "CREATE TABLE parent (id %1$s PRIMARY KEY); INSERT INTO parent VALUES (%2$s), (%3$s);";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CREATE TABLE t (id int, c text NOT NULL)                                            | 'a' | 'b' | null in t.c                   | ALTER TABLE t ALTER c DROP NOT NULL
                    CREATE TABLE t (id int, c text UNIQUE)                                              | 'a' | 'b' | a duplicate in t.c            | ALTER TABLE t DROP CONSTRAINT t_c_key
                    CREATE TABLE t (id int, c text, UNIQUE (id, c) DEFERRABLE INITIALLY DEFERRED)       | 'a' | 'b' | a duplicate in t.id, c        | ALTER TABLE t DROP CONSTRAINT t_id_c_key
                    CREATE TABLE t (id int, c text); CREATE UNIQUE INDEX once ON t (c DESC)             | 'a' | 'b' | a duplicate in t.c            | DROP INDEX once
                    CREATE TABLE t (id int, c bigint REFERENCES parent)                                 | 7   | 8   | a value without a parent in t.c | ALTER TABLE t DROP CONSTRAINT t_c_fkey
                    CREATE TABLE t (id int, c varchar(5) REFERENCES parent)                             | 'a' | 'b' | a value without a parent in t.c | ALTER TABLE t DROP CONSTRAINT t_c_fkey
                    CREATE TABLE t (id int, c uuid REFERENCES parent DEFERRABLE INITIALLY DEFERRED)     | '11111111-1111-1111-1111-111111111111' | '22222222-2222-2222-2222-222222222222' | a value without a parent in t.c | ALTER TABLE t DROP CONSTRAINT t_c_fkey
                    """, quoteCharacter = '"')
    void anOffenceIsRefusedForAsLongAsSomethingGuards(
            String ddl, String one, String other, String words, String loosened) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            String type = ddl.replaceAll("(?s).*\\bc ([a-z]+(\\(5\\))?).*", "$1");
            run(owner, ddl.contains("parent") ? PARENT.formatted(type, one, other) : "");
            run(owner, ddl);
            run(owner, "INSERT INTO t VALUES (1, " + one + "), (2, " + other + ")");

            Guarantee guarantee = only(owner);

            assertThat(guarantee).hasToString(words);
            assertThatThrownBy(() -> run(owner, guarantee.offence() + "; SET CONSTRAINTS ALL IMMEDIATE"))
                    .isInstanceOfSatisfying(SQLException.class, refused -> assertThat(refused.getSQLState())
                            .startsWith("23"));
            run(owner, loosened);
            assertThat(run(owner, guarantee.offence())).isEqualTo(1);
        }
    }

    @Test
    void whatOffendsAKeyOfExpressionsOrOfSomeRowsIsNotMadeUp() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            run(owner, "CREATE TABLE t (id int NOT NULL UNIQUE, c text)");
            run(owner, "CREATE UNIQUE INDEX a ON t (lower(c)); CREATE UNIQUE INDEX b ON t (c) WHERE id > 5");

            assertThat(guarantees(owner)).isEmpty();
        }
    }

    @Test
    void nothingIsChangedWhereNoTwoRowsDiffer() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            run(owner, "CREATE TABLE t (id int, c text UNIQUE)");
            Guarantee once = only(owner);
            run(owner, "INSERT INTO t VALUES (1, 'a'), (2, NULL)");

            assertThat(run(owner, once.offence())).isZero();
        }
    }

    private static Guarantee only(Connection owner) throws SQLException {
        List<Guarantee> all = guarantees(owner);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<Guarantee> guarantees(Connection owner) throws SQLException {
        return Guarantee.of(CatalogReader.read(owner, "the test").table(TableRef.of("t")), List.of("c"));
    }

    private static int run(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }
}
