package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.renames.RenamePlanVerdictTest;
import dev.cofferdam.playbook.renames.RenamedTable;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application that maps, saves, imports and shows the columns of a change; and the plan for it. */
public final class DemandedCode {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private DemandedCode() {}

    public static Plan draft(ThrowawayDatabase database, Change change, Engine engine) throws SQLException {
        return Drafts.draft(database, change, engine, ledger(Drafts.schema(database), change), usages(change));
    }

    /** The same between two schemas, wherever they were learned. */
    public static Plan draft(Schema before, Schema after, Change change, Engine engine) {
        return Drafts.draft(before, after, change, engine, ledger(before, change), usages(change));
    }

    private static List<Usage> usages(Change change) {
        return change.columns().stream()
                .flatMap(column -> usages(column).stream())
                .toList();
    }

    private static List<Fact> ledger(Schema schema, Change change) {
        String name = change.table().toString();
        Map<String, String> asked = Map.of("table", name);
        List<String> places =
                usages(change).stream().map(usage -> usage.place().toString()).toList();
        return List.of(
                Fact.of(
                        "f1",
                        "describe_schema",
                        asked,
                        Drafts.values(schema),
                        RenamePlanVerdictTest.described(schema),
                        NOON),
                Fact.of("f2", "find_usages", asked, Map.of(), places, NOON),
                Fact.of(
                        "f3",
                        "estimate_backfill",
                        asked,
                        Map.of("rows", String.valueOf(RenamedTable.ROWS)),
                        List.of(name),
                        NOON));
    }

    private static List<Usage> usages(ColumnRef column) {
        List<Usage> usages = new ArrayList<>();
        usages.add(usage(column, Access.MAPPING, Style.MAPPING, "src/Thing.java", 7, "field"));
        usages.add(usage(column, Access.WRITE, Style.ACCESSOR, "src/Form.java", 20, "fill"));
        usages.add(usage(column, Access.WRITE, Style.ENTITY_WRITE, "src/Form.java", 24, "fill"));
        usages.add(usage(column, Access.WRITE, Style.SQL_STRING, "src/Import.java", 31, "insert"));
        usages.add(usage(column, Access.DDL, Style.SQL_FILE, "db/tables.sql", 3, ""));
        usages.add(usage(column, Access.READ, Style.SQL_STRING, "src/Report.java", 40, "list"));
        usages.add(usage(column, Access.EXPOSURE, Style.TEMPLATE, "templates/thing.html", 5, ""));
        return usages;
    }

    private static Usage usage(ColumnRef column, Access access, Style style, String file, int line, String member) {
        Place place = new Place(
                file,
                line,
                Optional.of("Some").filter(any -> file.endsWith(".java")),
                Optional.of(member).filter(name -> !name.isEmpty()));
        return new Usage(
                file + line + column,
                column,
                access,
                style,
                Confidence.CERTAIN,
                place,
                "«" + column.column() + "»",
                "it is there",
                false,
                Optional.empty(),
                List.of());
    }
}
