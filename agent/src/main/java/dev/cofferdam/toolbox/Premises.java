package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** What a conversation stands on before anybody has named a change, and how planning begins once somebody does. */
public interface Premises {
    Path repository();

    /** The schema as it can be read without a server of our own. */
    Schema schema();

    Engine engine();

    /** Rows of the table, and who says so; the same answer for the whole conversation. */
    RowCount rows(TableRef table);

    /** Rows per second on the user's own server, when the user knows it. */
    OptionalLong rate();

    String consumer();

    /** Who plans at the moment. */
    PlannedBy plannedBy();

    Instant now();

    /** Whether plans are played before they are accepted. */
    boolean canRehearse();

    /**
     * Starts what planning this change needs.
     *
     * @param words the request
     * @param byPerson whether a person wrote exactly these words; only then may they name a file to read
     * @throws dev.cofferdam.domain.UserError when they are not understood, or do not fit the schema
     */
    Opened open(String words, boolean byPerson);

    /**
     * A session in which one change can be planned.
     *
     * @param close ends it
     */
    record Opened(PlanningSession session, Optional<Rehearser> rehearser, Runnable close) {}
}
