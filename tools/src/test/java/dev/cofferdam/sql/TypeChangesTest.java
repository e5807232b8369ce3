package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of type changes, row by row, on a real server: are the files of table and index kept, and is any row read? */
@Tag("server")
final class TypeChangesTest {
    static List<Integer> majors() {
        return TestServer.majors();
    }

    @ParameterizedTest
    @MethodSource("majors")
    void aChangeInTheCatalogsAloneKeepsTheFilesAndReadsNoRow(int major) throws SQLException {
        TestServer.on(major, TypeChangesTest::keepsFilesAndReadsNoRow);
    }

    private static void keepsFilesAndReadsNoRow(ThrowawayServer server) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase(server);
                Connection owner = database.connectAsOwner()) {
            for (String row : CATALOG_ONLY.split("\n")) {
                String[] cells = row.split("\\|");
                String from = cells[0].strip();
                String to = cells[1].strip();
                assertThat(TypeChanges.isCatalogOnly(from, to)).as(row).isTrue();
                assertThat(isCatalogOnly(owner, from, to, cells[2].strip()))
                        .as(row)
                        .isTrue();
            }
        }
    }

    /** Whoever takes one of these for a change in the catalogs alone stops the application for as long as the table is long. */
    @ParameterizedTest
    @MethodSource("majors")
    void whatRewritesOrReadsIsNotInTheTable(int major) throws SQLException {
        TestServer.on(major, TypeChangesTest::rewritesOrReads);
    }

    private static void rewritesOrReads(ThrowawayServer server) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase(server);
                Connection owner = database.connectAsOwner()) {
            for (String row : REWRITES.split("\n")) {
                String[] cells = row.split("\\|");
                String from = cells[0].strip();
                String to = cells[1].strip();
                assertThat(TypeChanges.isCatalogOnly(from, to)).as(row).isFalse();
                assertThat(isCatalogOnly(owner, from, to, cells[2].strip()))
                        .as(row)
                        .isFalse();
            }
        }
    }

    private static final String CATALOG_ONLY = """
            character varying(20) | character varying(40) | 'a'
            character varying(20) | character varying | 'a'
            character varying(20) | text | 'a'
            character varying | text | 'a'
            text | character varying | 'a'
            numeric(10,2) | numeric(12,2) | 1.25
            numeric(10,2) | numeric | 1.25
            bit varying(8) | bit varying(16) | B'101'
            bit varying(8) | bit varying | B'101'
            timestamp(0) without time zone | timestamp(3) without time zone | now()
            timestamp(3) without time zone | timestamp without time zone | now()
            timestamp(0) with time zone | timestamp with time zone | now()
            time(0) without time zone | time(6) without time zone | '10:00'
            interval(0) | interval | '1 day'
            timestamp without time zone | timestamp(6) without time zone | now()
            interval(3) | interval(6) | '1 day'
            integer | integer | 1
            character(5) | character(5) | 'a'
            cidr | inet | '10.0.0.0/8'
            oid | regclass | 1
            regtype | oid | 23
            regproc | regprocedure | 'now'
            regoperator | regoper | 96
            xml | text | '<a/>'
            xml | character varying | '<a/>'
            interval year to month | interval | '1 year'
            interval day to second(3) | interval(3) | '1 second'
            character varying(10)[] | character varying[] | '{a}'
            numeric(10,2)[] | numeric[] | '{1.25}'
            timestamp(3) with time zone[] | timestamp with time zone[] | '{now}'""";

    private static final String REWRITES = """
            character varying(40) | character varying(20) | 'a'
            text | character varying(20) | 'a'
            character(5) | text | 'a'
            integer | bigint | 1
            smallint | integer | 1
            integer | numeric | 1
            real | double precision | 1
            numeric(10,2) | numeric(12,4) | 1.25
            numeric(12,2) | numeric(10,2) | 1.25
            timestamp(3) without time zone | timestamp(0) without time zone | now()
            date | timestamp without time zone | now()
            json | jsonb | '{}'
            inet | cidr | '10.0.0.0/8'
            bigint | oid | 1
            xml | character varying(20) | '<a/>'
            interval | interval year to month | '1 year'
            character varying(10)[] | character varying(20)[] | '{a}'
            character varying(10)[] | text[] | '{a}'
            integer[] | bigint[] | '{1}'
            integer | oid | 1
            bit(3) | bit varying | B'101'
            bit varying(16) | bit varying(8) | B'101'""";

    /** The bits of a value stay, but another operator class sorts them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "integer | oid | 1",
                "regclass | integer | 1",
                "oid | integer | 1",
                "bit(3) | bit varying | B'101'",
            })
    void theTableIsKeptAndItsIndexIsNot(String from, String to, String value) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            make(owner, from, value);
            assertThat(TypeChanges.keepsTableOnly(from, to)).isTrue();
            assertThat(altersInTheCatalogs(owner, to)).isTrue();
            make(owner, from, value);
            run(owner, "CREATE INDEX ON t (c)");
            assertThat(altersInTheCatalogs(owner, to)).isFalse();
        }
    }

    /** What the table's promise does not cover, and the playbook therefore has to look at. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE t ADD CHECK (c <> 'x')",
                "CREATE INDEX ON t (lower(c))",
                "CREATE INDEX ON t (c) WHERE c <> 'x'",
            })
    void aCheckOrAnIndexWithAnExpressionCostsALookAtEveryRow(String ddl) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase();
                Connection owner = database.connectAsOwner()) {
            make(owner, "character varying(20)", "'a'");
            run(owner, ddl);
            assertThat(altersInTheCatalogs(owner, "text")).isFalse();
        }
    }

    private static boolean isCatalogOnly(Connection owner, String from, String to, String value) throws SQLException {
        make(owner, from, value);
        if (!from.equals("json") && !from.equals("xml")) {
            run(owner, "CREATE INDEX ON t (c)");
        }
        return altersInTheCatalogs(owner, to);
    }

    private static void make(Connection owner, String type, String value) throws SQLException {
        run(owner, "DROP TABLE IF EXISTS t");
        run(owner, "CREATE TABLE t (id int PRIMARY KEY, c " + type + ")");
        run(owner, "INSERT INTO t VALUES (1, " + value + ")");
    }

    /** Rows read and files written within the transaction of the ALTER. */
    private static boolean altersInTheCatalogs(Connection owner, String to) throws SQLException {
        String files =
                "SELECT string_agg(pg_relation_filenode(oid)::text, ',' ORDER BY relname) FROM pg_class WHERE relname LIKE 't\\_%' OR relname = 't'";
        String reads =
                "SELECT sum(pg_stat_get_xact_tuples_returned(oid) + pg_stat_get_xact_numscans(oid)) FROM pg_class WHERE relname LIKE 't\\_%' OR relname = 't'";
        String before = ask(owner, files);
        owner.setAutoCommit(false);
        String earlier = ask(owner, reads);
        run(owner, "ALTER TABLE t ALTER COLUMN c TYPE " + to);
        String read = ask(owner, reads);
        owner.commit();
        owner.setAutoCommit(true);
        return before.equals(ask(owner, files)) && read.equals(earlier);
    }

    private static void run(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
