package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a backfill costs is measured where the plan has put its indexes and triggers. */
@Tag("server")
final class BackfillTrialTest {
    private static final TableRef TABLE = TableRef.of("t");
    private static final ColumnChange.RenameColumn RENAME = new ColumnChange.RenameColumn(TABLE.column("old"), "fresh");

    @Test
    void everyRowIsFilledWithTheSyncInPlace() throws SQLException {
        BackfillTrial.Measured measured = only(trial("CREATE TABLE t (id int PRIMARY KEY, old text NOT NULL)", RENAME));

        assertThat(measured.rows()).isEqualTo(3_000);
        assertThat(measured.tableRows()).isEqualTo(3_000);
        assertThat(measured.indexes()).isEqualTo(1);
        assertThat(measured.triggers()).as("the sync's").isPositive();
        assertThat(measured.working()).isPositive();
        assertThat(measured.rowsPerSecond()).isPositive();
    }

    @Test
    void rowsThatNeedNothingAreNoneOfThoseFilled() throws SQLException {
        BackfillTrial.Measured measured = only(trial("CREATE TABLE t (id int PRIMARY KEY, old text)", RENAME));

        assertThat(measured.tableRows()).isEqualTo(3_000);
        assertThat(measured.rows()).as("a null is copied by nobody").isBetween(1_000L, 2_999L);
    }

    /** An update that moves a row writes to every index, unless there is room for it on its page. */
    @Test
    void moreIndexesMakeMoreLog() throws SQLException {
        String table = "CREATE TABLE t (id int PRIMARY KEY, old text NOT NULL, a int, b int, c int);";
        long few = only(trial(table, RENAME)).walBytes();
        long many = only(trial(table + "CREATE INDEX ON t (a); CREATE INDEX ON t (b); CREATE INDEX ON t (c)", RENAME))
                .walBytes();

        assertThat(few).isGreaterThan(3_000 * 100);
        assertThat(many).isGreaterThan(few * 5 / 4);
    }

    @Test
    void aPlanWithoutABackfillMakesNoRows() throws SQLException {
        List<String> told = new ArrayList<>();
        Change add = new ColumnChange.AddColumn(TABLE.column("fresh"), "text", true, Optional.empty());

        assertThat(trial("CREATE TABLE t (id int PRIMARY KEY)", add, told)).isEmpty();
        assertThat(told).isEmpty();
    }

    private static BackfillTrial.Measured only(List<BackfillTrial.Measured> all) {
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static List<BackfillTrial.Measured> trial(String ddl, Change change) throws SQLException {
        return trial(ddl, change, new ArrayList<>());
    }

    private static List<BackfillTrial.Measured> trial(String ddl, Change change, List<String> told)
            throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, ddl);
            Plan plan = Drafts.draft(database, change);
            return BackfillTrial.of(
                    plan, Drafts.schema(database), TestServer.get(), database, RehearsalScale.of(3_000, 7), told::add);
        }
    }
}
