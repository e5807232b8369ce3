package dev.cofferdam.rehearse.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server is the judge: a row that it takes respects the schema, so each test asks for many and for the surprising ones among them. */
@Tag("server")
final class SeederTest {
    private static final TableRef T = TableRef.of("t");

    private final ThrowawayDatabase database = TestServer.freshDatabase();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void checksOfOneAndOfSeveralColumnsHold() throws SQLException {
        make("""
                CREATE DOMAIN percent AS int CHECK (VALUE BETWEEN 0 AND 100);
                CREATE DOMAIN small_percent AS percent NOT NULL CHECK (VALUE < 50);
                CREATE TABLE t (
                    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    state text NOT NULL CHECK (state IN ('NEW', 'DONE')),
                    code char(3) NOT NULL CHECK (code ~ '^[A-Z]{3}$'),
                    mail varchar(40) CHECK (mail LIKE '%@%'),
                    share percent,
                    part small_percent,
                    since date, until date,
                    CHECK (since < until),
                    CHECK ((state = 'DONE') = (mail IS NOT NULL)))""");
        assertThat(seed(T, 300).remarks()).isEmpty();
        assertThat(ask("SELECT count(*) FROM t")).isEqualTo("300");
        assertThat(ask("SELECT count(DISTINCT state) FROM t")).isEqualTo("2");
        assertThat(ask("SELECT count(*) > 0 FROM t WHERE since IS NULL")).isEqualTo("t");
    }

    @Test
    void uniqueColumnsDifferAlsoInExpressionsAndAfterRowsThatAreThere() throws SQLException {
        make("""
                CREATE TABLE t (id int PRIMARY KEY, login text NOT NULL, token uuid UNIQUE, kind text, number int, UNIQUE (kind, number));
                CREATE UNIQUE INDEX ON t (lower(login));
                INSERT INTO t VALUES (1, 'root', NULL, 'a', 1), (7, 'admin', NULL, 'a', 2)""");
        seed(T, 500);
        assertThat(ask("SELECT count(*) FROM t")).isEqualTo("500");
    }

    @Test
    void valuesSurprise() throws SQLException {
        make(
                "CREATE TABLE t (id int PRIMARY KEY, name varchar(20), amount numeric(6,2), at timestamptz, n int, doc jsonb)");
        seed(T, 2_000);
        assertThat(ask("SELECT count(*) > 0 FROM t WHERE name IS NULL")).isEqualTo("t");
        assertThat(ask("SELECT count(*) > 0 FROM t WHERE name = ''")).isEqualTo("t");
        assertThat(ask("SELECT count(*) > 0 FROM t WHERE name ~ '[^\\x01-\\x7f]'"))
                .isEqualTo("t");
        assertThat(ask("SELECT max(length(name)) FROM t")).isEqualTo("20");
        assertThat(ask("SELECT max(amount) FROM t")).isEqualTo("9999.99");
        assertThat(ask("SELECT min(n) FROM t")).isEqualTo("-2147483648");
        assertThat(ask("SELECT count(*) > count(DISTINCT name) FROM t")).isEqualTo("t");
    }

    @Test
    void foreignKeysPointAtRowsThatAreThereAndJoinTablesFillUp() throws SQLException {
        make("""
                CREATE TABLE tenant (id int PRIMARY KEY);
                CREATE TABLE account (tenant_id int REFERENCES tenant, number int, PRIMARY KEY (tenant_id, number));
                CREATE TABLE label (id uuid PRIMARY KEY);
                CREATE TABLE t (
                    tenant_id int NOT NULL REFERENCES tenant, account int NOT NULL, label uuid REFERENCES label,
                    FOREIGN KEY (tenant_id, account) REFERENCES account, PRIMARY KEY (tenant_id, account, label));
                CREATE TABLE profile (account int PRIMARY KEY REFERENCES tenant, text text)""");
        Seeded seeded = seed(T, 400);
        assertThat(ask("SELECT count(*) FROM t")).as(seeded.toString()).isEqualTo("400");
        seed(TableRef.of("profile"), 100);
        assertThat(ask("SELECT count(*) FROM profile")).isEqualTo("100");
    }

    @Test
    void arraysRangesEnumsPartitionsAndGeneratedColumnsAreFilled() throws SQLException {
        make("""
                CREATE TYPE mood AS ENUM ('sad', 'so so', 'it''s ok');
                CREATE TABLE t (id int, mood mood NOT NULL, tags text[] NOT NULL, during tstzrange NOT NULL, twice int GENERATED ALWAYS AS (id * 2) STORED,
                    EXCLUDE USING gist (during WITH &&)) ;
                CREATE TABLE p (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
                CREATE TABLE p_old PARTITION OF p FOR VALUES FROM ('2000-01-01') TO ('2001-01-01');
                CREATE TABLE p_new PARTITION OF p FOR VALUES FROM ('2001-01-01') TO ('2010-01-01')""");
        assertThat(seed(T, 300).remarks()).isEmpty();
        assertThat(ask("SELECT count(DISTINCT mood) FROM t")).isEqualTo("3");
        assertThat(ask("SELECT count(*) FROM t")).isEqualTo("300");
        seed(TableRef.of("p"), 200);
        assertThat(ask("SELECT count(*) FROM p")).isEqualTo("200");
    }

    @Test
    void whatIsComputedFromTwoColumnsLeavesThemPlainValues() throws SQLException {
        make("CREATE TABLE t (id int PRIMARY KEY, a int, b int, total int GENERATED ALWAYS AS (a + b) STORED)");
        assertThat(seed(T, 300).remarks())
                .extracting(Seeded.Remark::text)
                .containsExactly("has plain values only; with surprising ones: ERROR: integer out of range");
        assertThat(ask("SELECT count(*) FROM t")).isEqualTo("300");
    }

    @Test
    void whatIsComputedFromOneColumnKeepsItFromOverflowsOnly() throws SQLException {
        make("CREATE TABLE t (id int PRIMARY KEY, a int, b int, twice int GENERATED ALWAYS AS (a * 2) STORED)");
        seed(T, 300);
        assertThat(
                        ask(
                                "SELECT bool_or(a = -1)::text || (max(a) < 2147483647)::text || (max(b) = 2147483647)::text FROM t"))
                .isEqualTo("truetruetrue");
    }

    @Test
    void aSequenceHasNumbersToGoOnWith() throws SQLException {
        make("CREATE TABLE t (id int PRIMARY KEY, a serial, b int GENERATED BY DEFAULT AS IDENTITY, c int)");
        seed(T, 300);
        make("INSERT INTO t (id) VALUES (1000)");
        assertThat(ask("SELECT max(c) FROM t")).isEqualTo("2147483647");
    }

    @Test
    void oneNullIsLikeAnotherWhereTheKeySaysSo() throws SQLException {
        make("CREATE TABLE t (id int PRIMARY KEY, a int, b text, UNIQUE NULLS NOT DISTINCT (a, b));"
                + "CREATE TABLE u (id int PRIMARY KEY, a int, b text, UNIQUE (a, b))");
        seed(T, 300);
        seed(TableRef.of("u"), 300);
        assertThat(ask("SELECT count(*) FROM t WHERE a IS NULL")).isEqualTo("0");
        assertThat(ask("SELECT (count(*) > 0)::text FROM u WHERE a IS NULL")).isEqualTo("true");
    }

    @Test
    void aRepairedReferenceIsAKeyThatIsThere() throws SQLException {
        make(
                "CREATE TABLE parent (id int PRIMARY KEY); INSERT INTO parent VALUES (7), (9);"
                        + "CREATE TABLE t (id int PRIMARY KEY, a int REFERENCES parent (id)); INSERT INTO t SELECT generate_series(1, 20)");
        assertThat(new Seeder(owner(), CatalogReader.read(owner(), "test"), 1).repair(T, "a", "a IS NULL"))
                .isEqualTo(20);
        assertThat(ask("SELECT string_agg(DISTINCT a::text, ',' ORDER BY a::text) FROM t"))
                .isEqualTo("7,9");
    }

    @Test
    void theSameSeedMakesTheSameRowsAndAnotherDoesNot() throws SQLException {
        String schema = "CREATE TABLE t (id int PRIMARY KEY, a text, b int)";
        String rows = "SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM t";
        make(schema);
        new Seeder(owner(), CatalogReader.read(owner(), "test"), 3).seed(List.of(T), 200);
        String first = ask(rows);
        make("TRUNCATE t");
        new Seeder(owner(), CatalogReader.read(owner(), "test"), 3).seed(List.of(T), 200);
        assertThat(ask(rows)).isEqualTo(first);
        make("TRUNCATE t");
        new Seeder(owner(), CatalogReader.read(owner(), "test"), 4).seed(List.of(T), 200);
        assertThat(ask(rows)).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeFilledIsSaid() throws SQLException {
        make("""
                CREATE TYPE pair AS (a int, b int);
                CREATE TABLE t (id int PRIMARY KEY, pair pair NOT NULL);
                CREATE TABLE odd (id int PRIMARY KEY, code text NOT NULL CHECK (code ~ '^[0-9]{2}-[A-F]{2}$'))""");
        assertThat(seed(T, 10).remarks())
                .extracting(Seeded.Remark::text)
                .contains("could not be filled: no value for its column `pair` of type pair");
        assertThat(seed(TableRef.of("odd"), 10).remarks())
                .extracting(Seeded.Remark::text)
                .contains("could not be filled: no value for its column `code` of type text");
    }

    @Test
    void aTriggerThatRefusesIsSwitchedOffAndSaid() throws SQLException {
        make("""
                CREATE TABLE t (id int PRIMARY KEY);
                CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'only the application may'; END $$;
                CREATE TRIGGER no BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION no()""");
        assertThat(seed(T, 10).remarks())
                .extracting(Seeded.Remark::text)
                .containsExactly("was filled while its triggers were off; with them: ERROR: only the application may");
        assertThat(ask("SELECT count(*) FROM t")).isEqualTo("10");
        assertThat(ask("SELECT tgenabled FROM pg_trigger WHERE tgname = 'no'")).isEqualTo("O");
    }

    private Seeded seed(TableRef table, long rows) throws SQLException {
        try (Connection owner = owner()) {
            return new Seeder(owner, CatalogReader.read(owner, "test"), 1).seed(List.of(table), rows);
        }
    }

    private Connection owner() throws SQLException {
        return database.connectAsOwner();
    }

    private void make(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
