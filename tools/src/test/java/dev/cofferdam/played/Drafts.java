package dev.cofferdam.played;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.playbook.NaiveChange;
import dev.cofferdam.playbook.PlanningInput;
import dev.cofferdam.playbook.Playbooks;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.NaiveTwin;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Drafts of the playbook for a schema that stands in a throw-away database, without code. */
public final class Drafts {
    private Drafts() {}

    /** The draft of a rename, for the server's own version. */
    public static Plan rename(ThrowawayDatabase database, Change.RenameColumn rename) throws SQLException {
        Schema before;
        try (Connection owner = database.connectAsOwner()) {
            before = CatalogReader.read(owner, "the test's database");
        }
        Schema after = NaiveTwin.of(TestServer.get(), database, NaiveChange.statements(rename), "the test's database");
        RowCount rows = new RowCount(rename.table(), 12_000, RowCount.Source.COUNTED);
        return Playbooks.draft(new PlanningInput(
                rename,
                Engine.postgresql(TestServer.get().majorVersion()),
                before,
                after,
                List.of(),
                List.of(),
                List.of(),
                BackfillEstimate.of("backfill-1", rows, OptionalLong.empty(), List.of("f3")),
                "app",
                List.of(),
                new PlanningInput.Cites("f1", "f2", "f3"),
                new PlannedBy("playbook", Optional.empty(), "test", Optional.empty()),
                Instant.parse("2026-01-02T03:04:05Z")));
    }
}
