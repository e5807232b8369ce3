package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A session that reads its schema from the text and asks no server. */
record StaticSession(Path repository) implements PlanningSession {
    static final String SQL = """
            CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20) NOT NULL DEFAULT '', city text);
            CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint REFERENCES owners, telephone text);
            CREATE SCHEMA billing;
            CREATE TABLE billing.invoice (id bigint PRIMARY KEY, total numeric);
            CREATE TABLE billing.ledger (id bigint PRIMARY KEY, note text, total numeric NOT NULL);
            """;

    @Override
    public Change change() {
        return new ColumnChange.RenameColumn(TableRef.of("owners").column("telephone"), "phone_number");
    }

    @Override
    public Engine engine() {
        return Engine.postgresql(18);
    }

    @Override
    public Schema schema() {
        return read(SQL);
    }

    @Override
    public Schema schemaAfter(Change change) {
        return read(SQL + String.join(";\n", NaiveChange.besides(change, schema())));
    }

    private static Schema read(String sql) {
        return StaticSchema.of(new History(
                "one file",
                List.of(new MigrationUnit(
                        "schema.sql", Optional.empty(), "schema", MigrationUnit.Kind.SCRIPT, false, sql)),
                List.of()));
    }

    @Override
    public RowCount rows(TableRef table) {
        return new RowCount(table, 3_000, RowCount.Source.GIVEN);
    }

    @Override
    public OptionalLong rate() {
        return OptionalLong.empty();
    }

    @Override
    public String consumer() {
        return "clinic";
    }

    @Override
    public PlannedBy plannedBy() {
        return new PlannedBy("playbook", Optional.empty(), "0.1", Optional.empty());
    }

    @Override
    public Instant made() {
        return Instant.parse("2026-03-04T05:06:07Z");
    }
}
