package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every playbook's plan, played: nothing is found that the plan does not say itself, and every cell was played. */
@Tag("server")
@Tag("played")
final class RehearsedPlansTest {
    private static final int SEEDS = 10;

    @ParameterizedTest
    @EnumSource(Planned.class)
    void nothingIsFoundInAPlanOfAPlaybook(Planned planned) throws SQLException {
        nothingIsFound(planned, new RehearsalScale(10_000, 1_000, 1));
    }

    /** Other rows, and other values that the versions write: {@code -Pnightly}. */
    @EnabledIfSystemProperty(named = "cofferdam.postgres.jars", matches = ".+")
    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("seeds")
    void norWithOtherSeeds(Planned planned, long seed) throws SQLException {
        nothingIsFound(planned, new RehearsalScale(1_000, 300, seed));
    }

    private static Stream<Arguments> seeds() {
        return Arrays.stream(Planned.values())
                .flatMap(planned -> LongStream.rangeClosed(2, SEEDS).mapToObj(seed -> Arguments.of(planned, seed)));
    }

    private static void nothingIsFound(Planned planned, RehearsalScale scale) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            Plan plan = DemandedCode.draft(
                    database,
                    planned.change(),
                    Engine.postgresql(TestServer.get().majorVersion()));
            Rehearsed seen = Rehearsing.of(plan, database, scale);
            // How long a batch of the backfill keeps a writer waiting is the machine's affair, and other tests run
            // beside this one.
            assertThat(RehearsalRules.findings(plan, seen).stream()
                            .filter(finding -> !finding.rule().equals("rehearsal-wait-over-budget"))
                            .map(Finding::what))
                    .isEmpty();
            assertThat(cells(seen.compatibility())).containsAll(cells(plan.compatibility()));
            assertThat(cells(seen.rollbacks())).containsAll(cells(plan.rollbacks()));
        }
    }

    private static List<String> cells(List<Cell> cells) {
        return cells.stream().map(cell -> cell.boundary() + " " + cell.column()).toList();
    }
}
