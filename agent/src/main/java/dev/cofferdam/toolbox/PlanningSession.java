package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.rows.TableFacts;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.scan.UsageScanner;
import dev.cofferdam.schema.Schema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    /** What a live database says of a table; absent when there is none, or for tables that the change is not about. */
    default Optional<TableFacts> facts(TableRef table) {
        return Optional.empty();
    }

    /** What was seen in a live database and has to be looked at by a person. */
    default List<Undecided> undecided() {
        return List.of();
    }

    /** What was seen while learning the schema and no plan can answer for. */
    default List<String> concerns() {
        return List.of();
    }

    /** What reads or writes a column. */
    default ScanResult scan(ColumnRef column) {
        return UsageScanner.scan(repository(), schema(), column);
    }

    /** Rows per second on the user's own server, when the user knows it. */
    OptionalLong rate();

    /** The service whose repository this is. */
    String consumer();

    PlannedBy plannedBy();

    Instant made();
}
