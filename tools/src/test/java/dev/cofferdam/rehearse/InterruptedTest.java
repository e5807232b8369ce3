package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backfill of a playbook that is killed or started twice comes to the same end; one that is written worse does not. */
@Tag("server")
final class InterruptedTest {
    private ThrowawayDatabase database;
    private Plan plan;

    @BeforeEach
    void expand() throws SQLException {
        database = Drafts.filled(RenamedTable.PLAIN);
        plan = Drafts.draft(database, RenamedTable.PLAIN.rename());
        new StepRunner(database).run(plan.findStep("expand-1").orElseThrow());
    }

    @AfterEach
    void leave() {
        database.close();
    }

    @Test
    void aKilledBackfillIsStartedAgainAndComesToItsEnd() throws SQLException {
        Step.Backfill backfill = backfill(plan);
        Drafts.run(
                database, "INSERT INTO t (id, old) SELECT 1000000 + i, 'w' || i FROM generate_series(1, 20000) AS i");
        assertThat(new Interrupted(database, backfill).kill(Interrupted.Moment.BETWEEN))
                .isTrue();
        assertThat(number("SELECT count(*) FROM t WHERE fresh IS NULL AND old IS NOT NULL"))
                .as("some batches are done, and others are not")
                .isBetween(1L, 19_999L);
        assertThat(
                        number(
                                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CALL cofferdam%' AND datname = current_database()"))
                .isZero();
        assertThat(new Interrupted(database, backfill).kill(Interrupted.Moment.INSIDE))
                .isTrue();
        new StepRunner(database).run(backfill);
        assertThat(number("SELECT count(*) FROM t WHERE fresh IS DISTINCT FROM old"))
                .isZero();
    }

    @Test
    void oneThatIsThroughCannotBeKilled() throws SQLException {
        new StepRunner(database).run(backfill(plan));
        assertThat(new Interrupted(database, backfill(plan)).kill(Interrupted.Moment.BETWEEN))
                .isFalse();
    }

    @Test
    void twoThatStartItAtOnceShareTheWork() throws SQLException {
        assertThat(new Interrupted(database, backfill(plan)).twiceAtOnce()).isEmpty();
        assertThat(number("SELECT count(*) FROM t WHERE fresh IS DISTINCT FROM old"))
                .isZero();
    }

    @Test
    void oneThatCannotBeSetUpTwiceFailsTheSecondTime() throws SQLException {
        Step.Backfill worse = backfill(PlanFile.parse(
                PlanFile.write(plan).replace("CREATE TABLE IF NOT EXISTS cofferdam", "CREATE TABLE cofferdam"),
                "worse"));
        new Interrupted(database, worse).kill(Interrupted.Moment.INSIDE);
        assertThatThrownBy(() -> new Interrupted(database, worse).kill(Interrupted.Moment.INSIDE))
                .hasMessageContaining("already exists");
    }

    @Test
    void oneThatLetsTwoInIsRefused() throws SQLException {
        Step.Backfill worse = backfill(PlanFile.parse(
                PlanFile.write(plan)
                        .replace("ON CONFLICT DO NOTHING;", ";")
                        .replace("WHERE finished_at IS NULL FOR UPDATE", "WHERE finished_at IS NULL"),
                "worse"));
        assertThat(new Interrupted(database, worse).twiceAtOnce())
                .singleElement()
                .asString()
                .contains("duplicate key");
    }

    private static Step.Backfill backfill(Plan plan) {
        return (Step.Backfill) plan.findStep("backfill-1").orElseThrow();
    }

    private long number(String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
