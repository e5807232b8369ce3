package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A version that runs may still not start: an instance that validates its mapping looks for columns and their types first. */
@Tag("server")
final class StartingVersionsTest {
    private static final RehearsalScale SMALL = new RehearsalScale(200, 50, 1);

    @ParameterizedTest
    @CsvSource({
        // The old name is there until the end, and the new one from the beginning.
        "RENAME_REQUIRED, v0, after-guard, SURVIVES",
        "RENAME_REQUIRED, v0, after-contract, FAILS",
        "RENAME_REQUIRED, v1, after-expand, SURVIVES",
        "RENAME_REQUIRED, v1, after-contract, SURVIVES",
        // Under one name with another type v0 runs, and does not start again where it validates.
        "SWAP, v0, after-backfill, SURVIVES",
        "SWAP, v0, after-contract, FAILS",
        // A varchar that grows is the same type to a driver.
        "WIDEN, v0, after-contract, SURVIVES",
    })
    void howAVersionStartsIsSeenAtEachBoundary(Planned planned, String version, String boundary, Cell.Result result)
            throws SQLException {
        Rehearsed seen = play(planned);

        List<Cell> starting = seen.compatibility().stream()
                .filter(cell -> cell.column().equals(version + ", starting"))
                .toList();
        assertThat(starting)
                .filteredOn(cell -> cell.boundary().equals(boundary))
                .as(starting.toString())
                .singleElement()
                .satisfies(cell -> assertThat(cell.result()).isEqualTo(result));
    }

    private static Rehearsed play(Planned planned) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, planned.ddl());
            Plan plan = DemandedCode.draft(
                    database,
                    planned.change(),
                    Engine.postgresql(TestServer.get().majorVersion()));
            Schema schema;
            try (Connection owner = database.connectAsOwner()) {
                schema = CatalogReader.read(owner, "test");
            }
            return Rehearsal.of(
                    new Rehearsal.Play(plan, NaiveChange.statements(plan.change(), schema), schema),
                    TestServer.get(),
                    database,
                    SMALL,
                    line -> {});
        }
    }
}
