package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Traffic;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/** What happens to code while its column changes type: writers in the way, values that do not convert, values that do not come back. */
@Tag("server")
final class TypeChangeUnderTrafficTest {
    private static final ColumnChange.ChangeType WIDER =
            new ColumnChange.ChangeType(TableRef.of("t").column("old"), "bigint", Optional.empty(), Optional.empty());
    private static final ColumnChange.ChangeType TO_NUMBER = new ColumnChange.ChangeType(
            TableRef.of("t").column("old"), "integer", Optional.empty(), Optional.of("fresh"));
    private static final int ROUNDS = 3;

    @Test
    void bothVersionsWorkDuringEveryStepOfASwap() throws Exception {
        try (ThrowawayDatabase database = database("old int NOT NULL")) {
            Plan plan = Drafts.draft(database, WIDER);
            StepRunner runner = new StepRunner(database);
            for (Phase phase : plan.phases()) {
                for (Step step : phase.steps()) {
                    stepUnderTraffic(database, plan, runner, step);
                }
            }
        }
    }

    /** The one error that the plan lays before a person is the only one there is. */
    private static void stepUnderTraffic(ThrowawayDatabase database, Plan plan, StepRunner runner, Step step)
            throws Exception {
        boolean swaps = step.title().startsWith("Swap");
        try (Traffic traffic = new Traffic(
                database,
                plan.probes(),
                WIDER.column(),
                "old",
                (column, number) -> column.equals("id") ? 41 + number % 40 : number)) {
            traffic.start(step.conduct().mayRun());
            runner.run(step);
            traffic.finish(ROUNDS);
            assertThat(traffic.errors()).as("errors during " + step.id()).allSatisfy(error -> assertThat(
                            swaps && error.contains("0A000"))
                    .as(error)
                    .isTrue());
            for (var written : traffic.lastWritten().entrySet()) {
                assertThat(Play.ask(database, "SELECT old FROM t WHERE id = " + written.getKey()))
                        .as("row " + written.getKey() + " after " + step.id())
                        .isEqualTo(written.getValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"as it is", "autosave", "no server-side statements"})
    void aPreparedReadFailsOnceInATransactionUnlessTheDriverIsToldTo(String setting) throws SQLException {
        try (ThrowawayDatabase database = database("old int NOT NULL")) {
            aPreparedRead(database, Drafts.draft(database, WIDER), setting);
        }
    }

    private static void aPreparedRead(ThrowawayDatabase database, Plan plan, String setting) throws SQLException {
        try (Connection old = database.connectAsApplication()) {
            if (setting.equals("autosave")) {
                old.unwrap(PGConnection.class).setAutosave(AutoSave.CONSERVATIVE);
            }
            if (setting.equals("no server-side statements")) {
                old.unwrap(PGConnection.class).setPrepareThreshold(0);
            }
            String sql = "SELECT old FROM t WHERE id = 1";
            for (int use = 0; use < 7; use++) {
                read(old, sql);
            }
            Play.until(database, plan, boundary(plan, "after-cutover"));
            old.setAutoCommit(false);
            read(old, "SELECT 1");
            assertThat(fails(old, sql)).isEqualTo(setting.equals("as it is"));
            old.rollback();
            assertThat(fails(old, sql)).isFalse();
        }
    }

    @Test
    void aValueThatDoesNotConvertFailsNoWriteAndHoldsUpTheNextGate() throws SQLException {
        try (ThrowawayDatabase database = database("old text NOT NULL")) {
            Plan plan = Drafts.draft(database, TO_NUMBER);
            Play.until(database, plan, boundary(plan, "after-backfill"));
            Drafts.run(
                    database,
                    "SET search_path = pg_catalog; INSERT INTO public.t (id, old) VALUES (1000, 'twelve'); UPDATE public.t SET old = '' WHERE id = 1");
            assertThat(Play.ask(database, "SELECT count(*) FROM t WHERE fresh IS NULL"))
                    .isEqualTo("2");
            Phase cutover = plan.phases().get(3);
            assertThat(failsAtAGate(database, cutover)).isTrue();
            Drafts.run(database, "UPDATE t SET old = '12' WHERE fresh IS NULL");
            assertThat(failsAtAGate(database, cutover)).isFalse();
        }
    }

    @Test
    void expandStopsAtAValueThatDoesNotConvertBeforeAnyColumnIsAdded() throws SQLException {
        try (ThrowawayDatabase database = database("old text NOT NULL")) {
            Plan plan = Drafts.draft(database, TO_NUMBER);
            Drafts.run(database, "UPDATE t SET old = 'twelve' WHERE id = 1");
            assertThat(failsToRun(database, plan.phases().get(0).steps().get(0)))
                    .isTrue();
            assertThat(Play.ask(
                            database,
                            "SELECT count(*) FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'fresh'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aValueThatTheOldTypeCannotHoldIsNeitherCutNorRefusedAndStopsTheAbandon() throws SQLException {
        try (ThrowawayDatabase database = database("old int NOT NULL")) {
            Plan plan = Drafts.draft(database, WIDER);
            Boundary boundary = boundary(plan, "after-cutover");
            Play.until(database, plan, boundary);
            Drafts.run(database, "UPDATE t SET old = 7000000000 WHERE id = 1");
            assertThat(Play.ask(database, "SELECT old FROM t WHERE id = 1")).isEqualTo("7000000000");
            Step first = boundary.abandon().steps().get(0);
            assertThat(failsToRun(database, first)).isTrue();
            Drafts.run(database, "UPDATE t SET old = 7 WHERE id = 1");
            Play.back(database, boundary.abandon());
            assertThat(Play.ask(database, "SELECT pg_typeof(old) || ' ' || old FROM t WHERE id = 1"))
                    .isEqualTo("integer 7");
        }
    }

    private static boolean failsAtAGate(ThrowawayDatabase database, Phase phase) {
        StepRunner runner = new StepRunner(database);
        return phase.entry().stream().anyMatch(gate -> {
            try {
                runner.demand(gate);
                return false;
            } catch (SQLException e) {
                return true;
            }
        });
    }

    private static boolean failsToRun(ThrowawayDatabase database, Step step) {
        try {
            new StepRunner(database).run(step);
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private static boolean fails(Connection connection, String sql) {
        try {
            read(connection, sql);
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("0A000");
            return true;
        }
    }

    private static void read(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeQuery().close();
        }
    }

    private static Boundary boundary(Plan plan, String id) {
        return plan.boundaries().stream()
                .filter(boundary -> boundary.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ThrowawayDatabase database(String column) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Drafts.run(
                database,
                "CREATE TABLE t (id int PRIMARY KEY, " + column
                        + "); GRANT ALL ON t TO cofferdam_app; INSERT INTO t SELECT i, i FROM generate_series(1, 40) AS i");
        return database;
    }
}
