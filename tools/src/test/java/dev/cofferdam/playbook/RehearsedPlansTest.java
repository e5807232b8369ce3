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
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every playbook's plan, played: nothing is found that the plan does not say itself, and every cell was played. */
@Tag("server")
final class RehearsedPlansTest {
    private static final RehearsalScale SMALL = new RehearsalScale(10_000, 1_000, 1);

    @ParameterizedTest
    @EnumSource(Planned.class)
    void nothingIsFoundInAPlanOfAPlaybook(Planned planned) throws SQLException {
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
            Rehearsed seen = Rehearsal.of(
                    new Rehearsal.Play(plan, NaiveChange.statements(plan.change(), schema), schema),
                    TestServer.get(),
                    database,
                    SMALL,
                    line -> {});
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
