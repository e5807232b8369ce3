package dev.cofferdam.playbook;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.PlannedBy;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.rows.BackfillEstimate;
import dev.cofferdam.rows.RowCount;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Described;
import dev.cofferdam.schema.NaiveTwin;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Databases, and the playbooks' plans for changes of them. */
public final class Drafts {
    private Drafts() {}

    public static ThrowawayDatabase filled(RenamedTable table) throws SQLException {
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
    public static Plan draft(ThrowawayDatabase database, Change change, Engine engine, List<Fact> ledger)
            throws SQLException {
        return draft(database, change, engine, ledger, List.of());
    }

    /** The plan for code that reads and writes at these places. */
    public static Plan draft(
            ThrowawayDatabase database, Change change, Engine engine, List<Fact> ledger, List<Usage> usages)
            throws SQLException {
        Schema before = schema(database);
        Playbooks.requirePlannable(change, before);
        return draft(before, after(database, change, before), change, engine, ledger, usages);
    }

    /** The plan between two schemas, wherever they were learned. */
    public static Plan draft(
            Schema before, Schema after, Change change, Engine engine, List<Fact> ledger, List<Usage> usages) {
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

    /** A ledger for {@code f1} to {@code f3} that names everything in the schema, and what an INSERT may leave out. */
    public static List<Fact> ledger(Schema schema, TableRef changed) {
        Map<String, String> asked = Map.of("table", changed.toString());
        Table table = schema.table(changed);
        String optional = table.columns().stream()
                .filter(column -> column.nullable()
                        || column.defaultExpression().isPresent()
                        || column.identity().isPresent()
                        || column.generated().isPresent())
                .map(Column::name)
                .collect(Collectors.joining(", "));
        List<String> names = new ArrayList<>();
        for (Table each : schema.tables()) {
            names.add(each.ref().toString());
            each.columns()
                    .forEach(
                            column -> names.add(each.ref().column(column.name()).toString()));
        }
        Map<String, String> values = values(schema);
        values.put("optional", optional);
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        return List.of(
                Fact.of("f1", "describe_schema", asked, values, names, noon),
                Fact.of("f2", "find_usages", asked, Map.of(), PLACES, noon),
                Fact.of(
                        "f3",
                        "estimate_backfill",
                        asked,
                        Map.of("rows", String.valueOf(RenamedTable.ROWS)),
                        List.of(changed.toString()),
                        noon));
    }

    /** What the product's own tool would put into the ledger of all tables. */
    public static Map<String, String> values(Schema schema) {
        Map<String, String> values = new TreeMap<>();
        schema.tables().forEach(table -> values.putAll(Described.values(table)));
        return values;
    }

    /** Code that reads, writes and maps the column, as a scan would list it. */
    public static List<Usage> code(ColumnRef column) {
        return List.of(
                usage("u1", column, Access.MAPPING, Style.MAPPING, 7, "thing", Optional.empty()),
                usage("u2", column, Access.READ, Style.ENTITY_READ, 9, "find", Optional.empty()),
                usage("u3", column, Access.WRITE, Style.ENTITY_WRITE, 11, "save", Optional.empty()),
                usage("u4", column, Access.READ, Style.DERIVED_QUERY, 13, "findByThing", Optional.empty()));
    }

    private static Usage usage(
            String id,
            ColumnRef column,
            Access access,
            Style style,
            int line,
            String member,
            Optional<String> statement) {
        return new Usage(
                id,
                column,
                access,
                style,
                Confidence.CERTAIN,
                new Place("src/Thing.java", line, Optional.of("Thing"), Optional.of(member)),
                "«" + member + "»",
                "made up for the test",
                false,
                statement,
                List.of());
    }

    private static final List<String> PLACES =
            List.of("src/Thing.java:7", "src/Thing.java:9", "src/Thing.java:11", "src/Thing.java:13");

    /** As {@code NaiveTwin} would read it, but without the copy of a database that it costs. */
    private static Schema after(ThrowawayDatabase database, Change change, Schema before) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            owner.setAutoCommit(false);
            try (Statement statement = owner.createStatement()) {
                for (String sql : NaiveChange.besides(change, before)) {
                    statement.execute(sql);
                }
            }
            Schema after = CatalogReader.read(owner, "the test's database");
            owner.rollback();
            return after;
        } catch (SQLException refused) {
            throw Playbooks.refused(change, before, NaiveTwin.Refusal.of(refused));
        }
    }

    public static Schema schema(ThrowawayDatabase database) throws SQLException {
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
