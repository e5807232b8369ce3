package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.playbook.Playbooks;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.scan.ScanResult;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** A session without any server: the schema is what the migrations say it is, and nothing of them is run. */
public final class ServerlessSession implements PlanningSession {
    /**
     * What many sessions over one repository share.
     *
     * @param history makes the schema as it is
     * @param scan says what uses a column
     * @param rows says how many rows a table has
     */
    public record Ground(
            Path repository,
            History history,
            Schema schema,
            Engine engine,
            Function<ColumnRef, ScanResult> scan,
            Function<TableRef, RowCount> rows,
            OptionalLong rate,
            String consumer,
            PlannedBy plannedBy,
            Instant made) {}

    private final Ground ground;
    private final Change change;

    /** A session about one change. */
    public ServerlessSession(Ground ground, Change change) {
        this.ground = ground;
        this.change = change;
    }

    @Override
    public Path repository() {
        return ground.repository();
    }

    @Override
    public Change change() {
        return change;
    }

    @Override
    public Engine engine() {
        return ground.engine();
    }

    @Override
    public Schema schema() {
        return ground.schema();
    }

    @Override
    public Schema schemaAfter(Change wanted) {
        Playbooks.requirePlannable(wanted, ground.schema());
        MigrationUnit naive = new MigrationUnit(
                "the-change.sql",
                Optional.empty(),
                wanted.summary(),
                MigrationUnit.Kind.SCRIPT,
                true,
                String.join(";\n", NaiveChange.besides(wanted, ground.schema())));
        History history = ground.history();
        return StaticSchema.of(new History(
                history.layout(),
                Stream.concat(history.units().stream(), Stream.of(naive)).toList(),
                history.unread(),
                history.searchPath()));
    }

    @Override
    public ScanResult scan(ColumnRef column) {
        return ground.scan().apply(column);
    }

    @Override
    public RowCount rows(TableRef table) {
        return ground.rows().apply(table);
    }

    @Override
    public List<String> concerns() {
        return List.of("whether PostgreSQL takes the SQL of this plan: it was checked by rules and not run");
    }

    @Override
    public OptionalLong rate() {
        return ground.rate();
    }

    @Override
    public String consumer() {
        return ground.consumer();
    }

    @Override
    public PlannedBy plannedBy() {
        return ground.plannedBy();
    }

    @Override
    public Instant made() {
        return ground.made();
    }
}
