package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.report.PlanMarkdown;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A table for which no row can be made up: the plan is not called rehearsed, because nothing could have shown. */
@Tag("server")
final class EmptyRehearsalTest {
    private static final Change RENAME =
            new ColumnChange.RenameColumn(TableRef.of("sealed").column("old"), "fresh");

    @Test
    void aPlanThatMetNoRowIsNotCalledRehearsed() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(
                    database,
                    "CREATE TABLE sealed (id bigint PRIMARY KEY, old text NOT NULL, CHECK (length(old) > 5 AND length(old) < 5))");
            Plan plan = DemandedCode.draft(
                    database, RENAME, Engine.postgresql(TestServer.get().majorVersion()));
            Schema schema;
            try (Connection owner = database.connectAsOwner()) {
                schema = CatalogReader.read(owner, "test");
            }

            Rehearsed seen = Rehearsal.of(
                    new Rehearsal.Play(plan, NaiveChange.statements(RENAME, schema), schema),
                    TestServer.get(),
                    database,
                    new RehearsalScale(50, 20, 1),
                    line -> {});

            Plan played = plan.rehearsed(seen);
            assertThat(played.proof()).isEqualTo(Proof.RULES);
            assertThat(seen.remarks()).anyMatch(remark -> remark.startsWith("sealed stayed empty"));
            assertThat(played.compatibility()).noneMatch(cell -> cell.proved());
            assertThat(PlanMarkdown.of(played, List.of()))
                    .contains("Proof: rules only.", "There were no rows", "sealed stayed empty");
        }
    }
}
