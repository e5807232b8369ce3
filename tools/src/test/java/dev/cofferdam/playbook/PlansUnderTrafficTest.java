package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.played.Traffic;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Additions, drops and demands: every version that a step allows reads and writes while the step runs, and notices nothing. */
@Tag("server")
final class PlansUnderTrafficTest {
    private static final TableRef T = TableRef.of("t");
    private static final int ROUNDS = 3;

    /** One plan of each form; what {@code written} names is what both versions write all the time. */
    private enum Planned {
        NOT_NULL(new ColumnChange.SetNotNull(T.column("c")), "c", "UPDATE t SET c = 'known' WHERE c IS NULL"),
        NOT_NULL_BY_DEFAULT(new ColumnChange.SetNotNull(T.column("d")), "d", ""),
        UNIQUE(
                new ConstraintChange.AddUnique(T, List.of("c"), Optional.empty()),
                "c",
                "UPDATE t SET c = 'own ' || id WHERE c = 'same'"),
        DROPPED(new ColumnChange.DropColumn(T.column("old")), "c", ""),
        ADDED(added("text", true, Optional.empty()), "c", ""),
        ADDED_WITH_A_DEFAULT(added("text", false, Optional.of("'new'")), "c", ""),
        ADDED_AND_FILLED(added("uuid", false, Optional.of("gen_random_uuid()")), "c", ""),
        ADDED_AND_REQUIRED(
                added("text", false, Optional.empty()), "c", "UPDATE t SET fresh = 'known' WHERE fresh IS NULL");

        @SuppressWarnings("ImmutableEnumChecker") // every change is a record of texts
        private final Change change;

        @SuppressWarnings("ImmutableEnumChecker") // a record of texts
        private final ColumnRef written;

        private final String byHand;

        Planned(Change change, String written, String byHand) {
            this.change = change;
            this.written = T.column(written);
            this.byHand = byHand;
        }

        private static Change added(String type, boolean nullable, Optional<String> defaultValue) {
            return new ColumnChange.AddColumn(T.column("fresh"), type, nullable, defaultValue);
        }
    }

    @ParameterizedTest
    @EnumSource(Planned.class)
    void allowedVersionsWorkDuringEveryStep(Planned planned) throws Exception {
        try (ThrowawayDatabase database = database()) {
            Plan plan = Drafts.draft(
                    database,
                    planned.change,
                    Engine.postgresql(TestServer.get().majorVersion()),
                    List.of(),
                    Drafts.code(planned.change.columns().stream().findFirst().orElse(planned.written)));
            Schema naive = naive(database, planned);
            StepRunner runner = new StepRunner(database);
            for (Phase phase : plan.phases()) {
                for (Step step : phase.steps()) {
                    stepUnderTraffic(database, plan, runner, step, planned);
                }
            }
            assertThat(Shapes.of(database)).isEqualTo(naive);
        }
    }

    private static Schema naive(ThrowawayDatabase database, Planned planned) throws SQLException {
        return Shapes.after(database, NaiveChange.onCopy(planned.change, Shapes.of(database)));
    }

    private static void stepUnderTraffic(
            ThrowawayDatabase database, Plan plan, StepRunner runner, Step step, Planned planned) throws Exception {
        try (Traffic traffic = new Traffic(
                database,
                plan.probes(),
                planned.written,
                planned.written.column(),
                (column, number) -> column.equals("id") ? (Object) (41 + number % 40) : "v" + number + step.id())) {
            traffic.start(step.conduct().mayRun());
            if (step instanceof Step.Manual && step.id().equals("backfill-1")) {
                Drafts.run(database, planned.byHand);
            }
            runner.run(step);
            traffic.finish(ROUNDS);
            assertThat(traffic.errors()).as("errors during " + step.id()).isEmpty();
            assertThat(traffic.lastWritten()).as("traffic during " + step.id()).isNotEmpty();
            for (Map.Entry<Integer, String> written : traffic.lastWritten().entrySet()) {
                assertThat(Play.ask(
                                database,
                                "SELECT " + planned.written.column() + " FROM t WHERE id = " + written.getKey()))
                        .as("row " + written.getKey() + " after " + step.id())
                        .isEqualTo(written.getValue());
            }
        }
    }

    private static ThrowawayDatabase database() throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Drafts.run(
                database,
                "CREATE TABLE t (id int PRIMARY KEY, c text, d text DEFAULT 'given', old text NOT NULL);"
                        + " GRANT ALL ON t TO cofferdam_app; INSERT INTO t SELECT i, CASE WHEN i > 38 THEN 'same' WHEN i % 2 = 0 THEN 'v' || i END,"
                        + " NULL, 'o' || i FROM generate_series(1, 40) AS i");
        return database;
    }
}
