package dev.cofferdam.playbook;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.StartUpChecks;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;

/** A plan, played on the shared server. */
final class Rehearsing {
    private Rehearsing() {}

    /** What was seen; {@code database} holds the schema, and nobody is connected to it. */
    static Rehearsed of(Plan plan, ThrowawayDatabase database, RehearsalScale scale) throws SQLException {
        return of(plan, database, scale, StartUpChecks.unknown());
    }

    /** The same where it is known what instances look at when they start. */
    static Rehearsed of(Plan plan, ThrowawayDatabase database, RehearsalScale scale, StartUpChecks checks)
            throws SQLException {
        Schema schema = Drafts.schema(database);
        return Rehearsal.of(
                new Rehearsal.Play(plan, NaiveChange.statements(plan.change(), schema), schema, checks),
                TestServer.get(),
                database,
                scale,
                line -> {});
    }
}
