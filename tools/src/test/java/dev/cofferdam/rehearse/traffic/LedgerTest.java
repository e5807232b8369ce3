package dev.cofferdam.rehearse.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ledger misses what is gone, and nothing else. */
@Tag("server")
final class LedgerTest {
    private static final AppVersion V0 = new AppVersion("app", 0);
    private static final TableRef TABLE = TableRef.of("t");

    private ThrowawayDatabase database;
    private Connection owner;
    private Ledger ledger;

    @BeforeEach
    void twoColumnsAndAnEntryInTheFirst() throws SQLException {
        database = TestServer.freshDatabase();
        owner = database.connectAsOwner();
        run(
                "CREATE TABLE t (id int PRIMARY KEY, old int, fresh text); INSERT INTO t VALUES (1, 7, '7 km'), (2, 8, '8 km')");
        Subject.Twins twins = new Subject.Twins("old", "fresh", "old || ' km'", "replace(fresh, ' km', '')::int", true);
        ledger = new Ledger(
                new Subject(
                        TABLE,
                        List.of("id"),
                        Optional.of(twins),
                        List.of("fresh", "old"),
                        true,
                        Optional.empty(),
                        Set.of(),
                        true),
                owner);
        ledger.wrote(List.of("1"), new Written(V0, "old", "integer", Optional.of("7"), false));
    }

    @AfterEach
    void leave() throws SQLException {
        owner.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
                    SELECT 1                                                     | false | nothing
                    SELECT 1                                                     | true  | nothing
                    UPDATE t SET old = 9 WHERE id = 1                            | false | v0 wrote '7' to old of row 1, which now has '9'
                    UPDATE t SET old = NULL WHERE id = 1                         | false | v0 wrote '7' to old of row 1, which now has NULL
                    UPDATE t SET old = 9 WHERE id = 2                            | false | nothing
                    DELETE FROM t WHERE id = 1                                   | false | v0 wrote '7' to old of row 1, which now has gone
                    UPDATE t SET fresh = '9 km' WHERE id = 1                     | false | nothing
                    UPDATE t SET fresh = '9 km' WHERE id = 1                     | true  | v0 wrote '7 km' to fresh of row 1, which now has '9 km'
                    ALTER TABLE t DROP COLUMN old                                | false | nothing
                    UPDATE t SET fresh = '9 km'; ALTER TABLE t DROP COLUMN old   | false | v0 wrote '7 km' to fresh of row 1, which now has '9 km'
                    ALTER TABLE t DROP COLUMN fresh                              | true  | nothing
                    """)
    void aValueThatIsNotThereAnyMoreIsMissed(String behindItsBack, boolean bothEqual, String missed)
            throws SQLException {
        run(behindItsBack);
        assertThat(ledger.lost(owner, bothEqual))
                .extracting(Lost::toString)
                .containsExactlyElementsOf(Optional.ofNullable(missed).stream().toList());
    }

    /** {@code fresh} keeps tens only; what a version wrote there is still in {@code old} as long as that means the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "nothing", textBlock = """
                    old   | 17 | UPDATE t SET old = 17, fresh = '1'       | nothing
                    old   | 17 | UPDATE t SET old = 17, fresh = '2'       | v0 wrote '1' to fresh of row 1, which now has '2'
                    old   | 17 | UPDATE t SET old = 17, fresh = NULL      | v0 wrote '1' to fresh of row 1, which now has NULL
                    fresh | 1  | UPDATE t SET old = 10, fresh = '1'       | nothing
                    fresh | 1  | UPDATE t SET old = 17, fresh = '1'       | nothing
                    fresh | 1  | UPDATE t SET old = 27, fresh = '1'       | v0 wrote '10' to old of row 1, which now has '27'
                    """)
    void ofSeveralValuesThatAreOneInTheOtherPlaceEachIsRight(String column, String value, String then, String missed)
            throws SQLException {
        Subject.Twins lossy = new Subject.Twins("old", "fresh", "(old / 10)::text", "fresh::int * 10", false);
        Ledger tens = new Ledger(
                new Subject(
                        TABLE,
                        List.of("id"),
                        Optional.of(lossy),
                        List.of("fresh", "old"),
                        true,
                        Optional.empty(),
                        Set.of(),
                        true),
                owner);
        String type = column.equals("old") ? "integer" : "text";
        tens.wrote(List.of("1"), new Written(V0, column, type, Optional.of(value), false));
        run(then);
        assertThat(tens.lost(owner, true))
                .extracting(Lost::toString)
                .containsExactlyElementsOf(Optional.ofNullable(missed).stream().toList());
    }

    @Test
    void aDeletedRowThatComesBackIsAGhost() throws SQLException {
        ledger.wrote(List.of("1"), new Written(V0, "old", "text", Optional.empty(), true));
        assertThat(ledger.lost(owner, false)).extracting(Lost::found).containsExactly("come back");
        run("DELETE FROM t WHERE id = 1");
        assertThat(ledger.lost(owner, false)).isEmpty();
    }

    @Test
    void aNullThatThePlanIsToFillIsNotMissed() throws SQLException {
        Ledger demanding = new Ledger(
                new Subject(
                        TABLE,
                        List.of("id"),
                        Optional.empty(),
                        List.of("old"),
                        true,
                        Optional.of("old"),
                        Set.of(),
                        true),
                owner);
        demanding.wrote(List.of("1"), new Written(V0, "old", "integer", Optional.empty(), false));
        demanding.wrote(List.of("2"), new Written(V0, "old", "integer", Optional.of("8"), false));
        run("UPDATE t SET old = 0");
        assertThat(demanding.lost(owner, false)).extracting(Lost::row).containsExactly("2");
    }

    @Test
    void whatIsForgottenIsNotMissed() throws SQLException {
        run("DELETE FROM t");
        assertThat(ledger.size()).isOne();
        ledger.forget();
        assertThat(ledger.lost(owner, false)).isEmpty();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
