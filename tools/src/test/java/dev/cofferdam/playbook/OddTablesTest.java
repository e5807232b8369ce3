package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.demands.DemandedRows;
import dev.cofferdam.playbook.drops.ShrunkTable;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.playbook.types.ChangedTable;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans for tables out of the common, played: columns that the server fills, keys on the column, constraints over two columns. */
@Tag("server")
@Tag("played")
final class OddTablesTest {
    private static final RehearsalScale SMALL = new RehearsalScale(500, 100, 1);

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void nothingIsFoundInTheirPlans(String ddl, Change change) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, ddl);
            Plan plan = DemandedCode.draft(
                    database, change, Engine.postgresql(TestServer.get().majorVersion()));
            Rehearsed seen = Rehearsing.of(plan, database, SMALL);
            assertThat(RehearsalRules.findings(plan, seen).stream()
                            .filter(finding -> !finding.rule().equals("rehearsal-wait-over-budget"))
                            .map(Finding::what))
                    .as(ddl)
                    .isEmpty();
        }
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                of(RenamedTable.UNIQUE_WITH_NULLS_ALIKE.ddl(), RenamedTable.UNIQUE_WITH_NULLS_ALIKE.rename()),
                of(RenamedTable.REFERENCING.ddl(), RenamedTable.REFERENCING.rename()),
                of(ShrunkTable.REFERENCING.ddl(), ShrunkTable.REFERENCING.drop()),
                of(ShrunkTable.IDENTITY.ddl(), ShrunkTable.IDENTITY.drop()),
                of(ShrunkTable.COMPUTED.ddl(), ShrunkTable.COMPUTED.drop()),
                of(ShrunkTable.ONE_OF_TWO.ddl(), ShrunkTable.ONE_OF_TWO.drop()),
                of(ChangedTable.WIDER_NUMBERED.ddl(), ChangedTable.WIDER_NUMBERED.change()),
                of(
                        DemandedRows.DUPLICATES_REFUSED_BY_AN_INDEX_THAT_KEYS_REST_ON.ddl(),
                        DemandedRows.DUPLICATES_REFUSED_BY_AN_INDEX_THAT_KEYS_REST_ON.change()));
    }

    private static Arguments of(String ddl, Change change) {
        return Arguments.of(ddl, change);
    }
}
