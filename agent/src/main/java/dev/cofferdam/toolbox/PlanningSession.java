package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;

/** What is fixed for one session of planning, whoever plans. */
public interface PlanningSession {
    Path repository();

    Change change();

    Engine engine();

    Schema schema();

    /** The schema as the naive form of the change would leave it. */
    Schema schemaAfter(Change change);

    /** Rows of the table, and who says so. */
    RowCount rows(TableRef table);

    /** Rows per second on the user's own server, when the user knows it. */
    OptionalLong rate();

    /** The service whose repository this is. */
    String consumer();

    PlannedBy plannedBy();

    Instant made();
}
