package dev.cofferdam.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.live.LiveDatabase;
import dev.cofferdam.schema.live.UsersDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveFactsTest {
    private static final Duration PLENTY = Duration.ofSeconds(30);

    private UsersDatabase users;

    @BeforeAll
    void fill() throws SQLException {
        users = UsersDatabase.with("CREATE TABLE owners (id int PRIMARY KEY, telephone text);"
                + "INSERT INTO owners SELECT i, CASE WHEN i % 4 > 0 THEN '12345' END FROM generate_series(1, 4000) i;"
                + "CREATE INDEX by_phone ON owners (telephone); CREATE PUBLICATION feed FOR TABLE owners;"
                + "CREATE TABLE measured (id int, telephone text); INSERT INTO measured SELECT 1, NULL FROM generate_series(1, 50);"
                + "ANALYZE measured; CREATE TABLE guarded (id int, telephone text); INSERT INTO guarded VALUES (1, 'x'), (2, 'y');"
                + "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY; CREATE POLICY one ON guarded USING (id = 1); ANALYZE guarded;"
                + "CREATE TABLE parted (id int, telephone text) PARTITION BY RANGE (id);"
                + "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (100);"
                + "CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (200);"
                + "INSERT INTO parted SELECT i, 'x' FROM generate_series(50, 149) i");
        users.run("CREATE TABLE denied (id int, telephone text)");
        users.administer("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'by_phone'::regclass");
    }

    @AfterAll
    void drop() {
        users.close();
    }

    @Test
    void aTableWithoutStatisticsIsSampled() throws SQLException {
        TableFacts facts = facts("owners");

        assertThat(facts.columns()).singleElement().satisfies(column -> {
            assertThat(column.sampled()).isTrue();
            assertThat(column.nullShare().orElseThrow()).isCloseTo(0.25, within(0.001));
            assertThat(column.averageBytes().orElseThrow()).isCloseTo(6, within(0.1));
        });
        assertThat(facts.analyzed()).isEmpty();
        assertThat(facts.indexes()).isEqualTo(2);
        assertThat(facts.tableBytes()).isGreaterThan(100_000);
        assertThat(facts.indexBytes()).isGreaterThan(50_000);
        assertThat(facts.publications()).containsExactly("feed");
        assertThat(facts.invalidIndexes()).containsExactly("by_phone");
    }

    @Test
    void statisticsThatAreThereAreBelieved() throws SQLException {
        TableFacts facts = facts("measured");

        assertThat(facts.columns().get(0).sampled()).isFalse();
        assertThat(facts.columns().get(0).nullShare()).isEqualTo(OptionalDouble.of(1));
        assertThat(facts.analyzed()).isPresent();
        assertThat(facts.publications()).isEmpty();
    }

    @Test
    void rowsOfPartitionsAreCountedAndTheirSizesAdded() throws SQLException {
        TableFacts facts = facts("parted");

        assertThat(facts.partitions()).isEqualTo(2);
        assertThat(facts.tableBytes()).isGreaterThanOrEqualTo(2 * 8_192);
        assertThat(count("parted")).isEqualTo(new RowCount(TableRef.of("parted"), 100, RowCount.Source.COUNTED));
    }

    @Test
    void rowsThatAPolicyHidesAreNotTakenForAll() throws SQLException {
        assertThat(count("guarded")).isEqualTo(new RowCount(TableRef.of("guarded"), 2, RowCount.Source.HIDDEN));
    }

    @Test
    void aTableThatMayNotBeReadHasFactsButNoCount() throws SQLException {
        assertThat(facts("denied").columns().get(0).nullShare()).isEmpty();
        assertThat(catchThrowableOfType(UserError.class, () -> count("denied")).problem())
                .startsWith("counting the rows of `denied` is not allowed for");
    }

    private TableFacts facts(String table) throws SQLException {
        try (LiveDatabase live = LiveDatabase.open(users.login())) {
            return LiveFacts.of(
                    live, TableRef.of(table), List.of(TableRef.of(table).column("telephone")));
        }
    }

    private RowCount count(String table) throws SQLException {
        try (LiveDatabase live = LiveDatabase.open(users.login())) {
            return LiveFacts.count(live, TableRef.of(table), PLENTY);
        }
    }
}
