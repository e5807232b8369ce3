package dev.cofferdam.evals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.played.Traffic;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plan that the command emits for the clinic is run, step by step, while the versions that it allows read and write; every way back is
 * played from every boundary. The seed of the rehearsal.
 */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FirstProofTest {
    private static final int ROUNDS = 3;

    private Plan plan;
    private ColumnChange.RenameColumn change;

    @BeforeAll
    void emitThePlan(@TempDir Path folder) {
        plan = Clinic.plan(folder.resolve("plan"), "rename owners.telephone to phone_number");
        change = (ColumnChange.RenameColumn) plan.change();
    }

    @Test
    void everyStepRunsUnderTrafficAndTheEndIsWhatTheNaiveChangeWouldHaveMade() throws Exception {
        try (ThrowawayDatabase database = Clinic.database()) {
            playForwards(database, boundary -> {});
            assertThat(Shapes.of(database)).isEqualTo(Shapes.of(Clinic.renamedAtOnce(change)));
        }
    }

    @Test
    void fromEveryBoundaryBothWaysBackKeepEveryWrittenValue() throws Exception {
        try (ThrowawayDatabase database = Clinic.database()) {
            Schema before = Shapes.of(database);
            Map<String, ThrowawayDatabase> rests = new LinkedHashMap<>();
            playForwards(
                    database,
                    boundary ->
                            rests.put(boundary.id(), TestServer.get().cloneDatabase(database, "rest_" + rests.size())));
            assertThat(rests).hasSameSizeAs(plan.boundaries());
            for (Boundary boundary : plan.boundaries()) {
                ThrowawayDatabase rest =
                        Optional.ofNullable(rests.get(boundary.id())).orElseThrow();
                if (boundary.retreat().impossibleBecause().isEmpty()) {
                    try (ThrowawayDatabase copy = TestServer.get().cloneDatabase(rest, rest.name() + "_retreat")) {
                        playBack(copy, boundary, boundary.retreat());
                        trafficIsFine(copy, boundary.id() + " retreat", List.of(version(0)));
                    }
                }
                playBack(rest, boundary, boundary.abandon());
                trafficIsFine(rest, boundary.id() + " abandon", List.of(version(0)));
                assertThat(Shapes.of(rest))
                        .as("schema after abandon from " + boundary.id())
                        .isEqualTo(before);
                rest.close();
            }
        }
    }

    /** What a test does while the plan rests at a boundary. */
    private interface AtBoundary {
        void rest(Boundary boundary) throws SQLException;
    }

    private void playForwards(ThrowawayDatabase database, AtBoundary atBoundary) throws Exception {
        StepRunner player = new StepRunner(database);
        for (Phase phase : plan.phases()) {
            for (Gate gate : phase.entry()) {
                player.demand(gate);
            }
            for (Step step : phase.steps()) {
                playUnderTraffic(database, player, step);
                for (Boundary boundary : plan.boundaries()) {
                    if (boundary.afterStep().equals(step.id())) {
                        atBoundary.rest(boundary);
                    }
                }
            }
            for (Gate gate : phase.exit()) {
                player.demand(gate);
            }
        }
    }

    private void playBack(ThrowawayDatabase database, Boundary boundary, Rollback rollback) throws Exception {
        StepRunner player = new StepRunner(database);
        for (Step step : rollback.steps()) {
            playUnderTraffic(database, player, step);
        }
        assertThat(rollback.loss()).as(boundary.id()).isNotBlank();
    }

    private void playUnderTraffic(ThrowawayDatabase database, StepRunner player, Step step) throws Exception {
        try (Traffic traffic = Clinic.traffic(database, plan, change)) {
            traffic.start(step.conduct().mayRun());
            player.run(step);
            traffic.finish(ROUNDS);
            assertThat(traffic.errors())
                    .as("errors of the application during " + step.id())
                    .isEmpty();
            for (AppVersion version : step.conduct().mayRun()) {
                if (Clinic.hasColumn(database, columnOf(version))) {
                    assertThat(Clinic.values(
                                    database,
                                    columnOf(version),
                                    traffic.lastWritten().keySet()))
                            .as("what " + version + " reads after " + step.id())
                            .isEqualTo(traffic.lastWritten());
                }
            }
        }
    }

    private void trafficIsFine(ThrowawayDatabase database, String when, List<AppVersion> versions) throws Exception {
        try (Traffic traffic = Clinic.traffic(database, plan, change)) {
            traffic.start(versions);
            traffic.finish(ROUNDS);
            assertThat(traffic.errors())
                    .as("errors of the application after " + when)
                    .isEmpty();
            assertThat(traffic.lastWritten()).as("writes after " + when).isNotEmpty();
        }
    }

    private String columnOf(AppVersion version) {
        return version.number() == 0 ? change.column().column() : change.newName();
    }

    private AppVersion version(int number) {
        return new AppVersion(plan.consumers().get(0).name(), number);
    }
}
