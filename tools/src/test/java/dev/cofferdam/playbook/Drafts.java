package dev.cofferdam.playbook;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.NaiveTwin;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Databases, and the playbooks' plans for changes of them. */
public final class Drafts {
    private Drafts() {}

    static ThrowawayDatabase filled(RenamedTable table) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        run(database, table.ddl());
        run(database, table.fill());
        return database;
    }

    /** The plan for the server's own version, without code and ledger. */
    public static Plan draft(ThrowawayDatabase database, Change change) throws SQLException {
        return draft(database, change, Engine.postgresql(TestServer.get().majorVersion()), List.of());
    }

    /** The plan for an engine, on the word of a ledger that calls its facts f1 (schema), f2 (usages) and f3 (estimate). */
    static Plan draft(ThrowawayDatabase database, Change change, Engine engine, List<Fact> ledger) throws SQLException {
        return draft(database, change, engine, ledger, List.of());
    }

    /** The plan for code that reads and writes at these places. */
    static Plan draft(ThrowawayDatabase database, Change change, Engine engine, List<Fact> ledger, List<Usage> usages)
            throws SQLException {
        Schema before = schema(database);
        Schema after = NaiveTwin.of(TestServer.get(), database, NaiveChange.onCopy(change), "the test's database");
        RowCount rows = new RowCount(change.table(), RenamedTable.ROWS, RowCount.Source.COUNTED);
        return Playbooks.draft(new PlanningInput(
                change,
                engine,
                before,
                after,
                usages,
                List.of(),
                List.of(),
                BackfillEstimate.of("backfill-1", rows, OptionalLong.empty(), List.of("f3")),
                "app",
                ledger,
                new PlanningInput.Cites("f1", List.of("f2"), "f3"),
                new PlannedBy("playbook", Optional.empty(), "test", Optional.empty()),
                Instant.parse("2026-01-02T03:04:05Z")));
    }

    static Schema schema(ThrowawayDatabase database) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            return CatalogReader.read(owner, "the test's database");
        }
    }

    /** Runs SQL as the owner. */
    public static void run(ThrowawayDatabase database, String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
