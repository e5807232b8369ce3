package dev.cofferdam.playbook.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Traffic;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.util.PGobject;

/** What happens to code while its column changes type: writers in the way, values that do not convert, values that do not come back. */
@Tag("server")
final class TypeChangeUnderTrafficTest {
    private static final ColumnChange.ChangeType WIDER =
            new ColumnChange.ChangeType(TableRef.of("t").column("old"), "bigint", Optional.empty(), Optional.empty());
    private static final ColumnChange.ChangeType TO_NUMBER = new ColumnChange.ChangeType(
            TableRef.of("t").column("old"), "integer", Optional.empty(), Optional.of("fresh"));
    private static final int ROUNDS = 3;

    /** The three forms of decision 0006. */
    private enum Form {
        CATALOGS("old varchar(20)", "varchar(40)", "old"),
        SWAP("old int NOT NULL", "bigint", "old"),
        NEW_NAME("old text NOT NULL", "integer", "fresh");

        private final String column;
        private final String type;
        private final String nameAtTheEnd;

        Form(String column, String type, String nameAtTheEnd) {
            this.column = column;
            this.type = type;
            this.nameAtTheEnd = nameAtTheEnd;
        }

        ColumnChange.ChangeType change() {
            Optional<String> newName = nameAtTheEnd.equals("old") ? Optional.empty() : Optional.of(nameAtTheEnd);
            return new ColumnChange.ChangeType(TableRef.of("t").column("old"), type, Optional.empty(), newName);
        }

        boolean changesTheType(Step step) {
            return step.title().startsWith("Swap") || step.title().startsWith("Change the type");
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void everyVersionThatMayRunWorksDuringEveryStep(Form form) throws Exception {
        try (ThrowawayDatabase database = database(form.column)) {
            Drafts.run(
                    database,
                    "CREATE VIEW seen AS SELECT id, old::varchar::text AS old FROM t; GRANT SELECT ON seen TO cofferdam_observer");
            Plan plan = Drafts.draft(database, form.change());
            StepRunner runner = new StepRunner(database);
            for (Phase phase : plan.phases()) {
                for (Step step : phase.steps()) {
                    stepUnderTraffic(database, plan, runner, step, form);
                }
            }
            assertThat(Play.ask(database, "SELECT has_table_privilege('cofferdam_observer', 'seen', 'SELECT')"))
                    .isEqualTo("t");
        }
    }

    /** The one error that the plan names and has a step against is the only one there is. */
    private static void stepUnderTraffic(ThrowawayDatabase database, Plan plan, StepRunner runner, Step step, Form form)
            throws Exception {
        try (Traffic traffic = new Traffic(
                database,
                plan.probes(),
                form.change().column(),
                form.nameAtTheEnd,
                (column, number) -> column.equals("id") ? 41 + number % 40 : untyped(number))) {
            traffic.start(step.conduct().mayRun());
            runner.run(step);
            traffic.finish(ROUNDS);
            assertThat(traffic.errors()).as("errors during " + step.id()).allSatisfy(error -> assertThat(
                            form.changesTheType(step) && error.contains("0A000"))
                    .as(error)
                    .isTrue());
            boolean last = step.id().startsWith("contract");
            for (var written : traffic.lastWritten().entrySet()) {
                assertThat(Play.ask(
                                database,
                                "SELECT " + (last ? form.nameAtTheEnd : "old") + " FROM t WHERE id = "
                                        + written.getKey()))
                        .as("row " + written.getKey() + " after " + step.id())
                        .isEqualTo(written.getValue());
            }
        }
    }

    /** A number that goes into a column of either type. */
    private static PGobject untyped(int number) {
        try {
            PGobject value = new PGobject();
            value.setType("unknown");
            value.setValue(String.valueOf(number));
            return value;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SWAP, as it is",
        "SWAP, autosave",
        "SWAP, no server-side statements",
        "SWAP, outside a transaction",
        "CATALOGS, as it is",
        "CATALOGS, autosave",
        "CATALOGS, outside a transaction"
    })
    void aPreparedReadFailsOnceInATransactionUnlessTheDriverIsToldTo(Form form, String setting) throws SQLException {
        try (ThrowawayDatabase database = database(form.column)) {
            aPreparedRead(database, Drafts.draft(database, form.change()), setting);
        }
    }

    /** What the plan says to a person of drivers and settings, word for word. */
    private static void aPreparedRead(ThrowawayDatabase database, Plan plan, String setting) throws SQLException {
        try (Connection old = database.connectAsApplication()) {
            if (setting.equals("autosave")) {
                old.unwrap(PGConnection.class).setAutosave(AutoSave.CONSERVATIVE);
            }
            if (setting.equals("no server-side statements")) {
                old.unwrap(PGConnection.class).setPrepareThreshold(0);
            }
            String sql = "SELECT old FROM t WHERE id = 1";
            String other = "SELECT id, old FROM t WHERE id = 2";
            for (int use = 0; use < 7; use++) {
                read(old, sql);
                read(old, other);
            }
            String boundary = plan.boundaries().size() > 2 ? "after-cutover" : "after-expand";
            Play.until(database, plan, boundary(plan, boundary));
            if (!setting.equals("outside a transaction")) {
                old.setAutoCommit(false);
                read(old, "SELECT 1");
            }
            assertThat(fails(old, sql)).isEqualTo(setting.equals("as it is"));
            if (setting.equals("as it is")) {
                old.rollback();
                read(old, "SELECT 1");
            }
            assertThat(fails(old, sql)).isFalse();
            assertThat(fails(old, other)).as("once on each connection").isFalse();
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

    @Test
    void theWayBackAfterContractStopsAtAValueThatTheOldTypeCannotHold() throws SQLException {
        try (ThrowawayDatabase database = database("old int NOT NULL")) {
            Plan plan = Drafts.draft(database, WIDER);
            Boundary end = boundary(plan, "after-contract");
            Play.until(database, plan, end);
            Drafts.run(database, "UPDATE t SET old = 7000000000 WHERE id = 1");
            List<Step> back = end.abandon().steps();
            assertThat(failsToRun(database, back.get(0))).isTrue();
            assertThat(Play.ask(
                            database, back.get(0).conduct().watch().get(0).how().replace("id, old", "id")))
                    .isEqualTo("1");
            Drafts.run(database, "UPDATE t SET old = 7 WHERE id = 1");
            StepRunner runner = new StepRunner(database);
            for (Step step : back.subList(1, back.size())) {
                runner.run(step);
            }
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
