package dev.cofferdam.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RowCounterTest {
    private static final Duration PLENTY = Duration.ofSeconds(30);
    private static final Duration TOO_SHORT = Duration.ofMillis(1);
    private static final long MANY = 400_000;

    private ThrowawayDatabase database;
    private Connection connection;

    @BeforeAll
    void fillTables() throws SQLException {
        database = TestServer.freshDatabase();
        connection = database.connectAsOwner();
        execute("CREATE TABLE pets AS SELECT generate_series(1, 7) AS id");
        execute("CREATE SCHEMA \"Odd Schema\"");
        execute("CREATE TABLE \"Odd Schema\".\"pets \"\" of mine\" AS SELECT 1 AS id");
        execute("CREATE TABLE visits AS SELECT generate_series(1, " + MANY + ") AS id");
        execute("ALTER TABLE visits SET (autovacuum_enabled = false)");
        execute("CREATE TABLE unseen (LIKE visits) WITH (autovacuum_enabled = false)");
        execute("INSERT INTO unseen SELECT * FROM visits");
        execute("CREATE TABLE parts (id int) PARTITION BY RANGE (id)");
        execute("CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (200001)");
        execute("CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (200001) TO (MAXVALUE)");
        execute("INSERT INTO parts SELECT * FROM visits");
        execute("ANALYZE visits");
        execute("ANALYZE parts_1");
        execute("ANALYZE parts_2");
        execute(
                "CREATE FUNCTION note() RETURNS int LANGUAGE sql VOLATILE AS 'INSERT INTO pets VALUES (99) RETURNING id'");
        execute("CREATE VIEW nosy AS SELECT note() AS id");
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @Test
    void rowsAreCountedExactly() throws SQLException {
        RowCount count = RowCounter.count(connection, TableRef.of("pets"), PLENTY);

        assertThat(count).isEqualTo(new RowCount(TableRef.of("pets"), 7, RowCount.Source.COUNTED));
    }

    @Test
    void anyNameCanBeCounted() throws SQLException {
        TableRef odd = TableRef.of("Odd Schema", "pets \" of mine");

        assertThat(RowCounter.count(connection, odd, PLENTY).rows()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"visits", "parts"})
    void theCatalogAnswersWhenCountingTakesTooLong(String table) throws SQLException {
        RowCount count = RowCounter.count(connection, TableRef.of(table), TOO_SHORT);

        assertThat(count.source()).isEqualTo(RowCount.Source.CATALOG);
        assertThat(count.rows()).isBetween(MANY * 9 / 10, MANY * 11 / 10);
    }

    @Test
    void aTableThatNobodyAnalysedIsNotCalledEmpty() throws SQLException {
        assertThat(RowCounter.count(connection, TableRef.of("unseen"), TOO_SHORT))
                .isEqualTo(RowCount.assumed(TableRef.of("unseen")));
    }

    @Test
    void noTimeAtAllIsALimitToo() throws SQLException {
        assertThat(RowCounter.count(connection, TableRef.of("visits"), Duration.ZERO)
                        .source())
                .isEqualTo(RowCount.Source.CATALOG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theConnectionIsLeftAsItWas(boolean autoCommit) throws SQLException {
        String timeout = value("SHOW statement_timeout");
        connection.setAutoCommit(autoCommit);
        try {
            RowCounter.count(connection, TableRef.of("pets"), PLENTY);
            RowCounter.count(connection, TableRef.of("visits"), TOO_SHORT);
            assertThat(catchThrowable(() -> RowCounter.count(connection, TableRef.of("nowhere"), PLENTY)))
                    .hasMessageContaining("does not exist");

            assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            assertThat(value("SHOW statement_timeout")).isEqualTo(timeout);
            assertThat(value("SHOW transaction_read_only")).isEqualTo("off");
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Test
    void nothingCanBeWrittenWhileCounting() throws SQLException {
        SQLException refused = catchThrowableOfType(
                SQLException.class, () -> RowCounter.count(connection, TableRef.of("nosy"), PLENTY));

        assertThat(refused.getSQLState()).as("read_only_sql_transaction").isEqualTo("25006");
        assertThat(value("SELECT count(*) FROM pets WHERE id = 99")).isEqualTo("0");
    }

    @Test
    void aConnectionThatBreaksIsReportedWithWhatBrokeIt() throws SQLException {
        Connection broken = database.connectAsOwner();
        broken.close();

        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> RowCounter.count(broken, TableRef.of("pets"), PLENTY));

        assertThat(failure.getMessage()).contains("closed");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
