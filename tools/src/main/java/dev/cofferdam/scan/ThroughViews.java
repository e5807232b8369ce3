package dev.cofferdam.scan;

import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.scan.files.SourceTree;
import dev.cofferdam.scan.hits.Hit;
import dev.cofferdam.scan.hits.Scan;
import dev.cofferdam.scan.styles.sql.SchemaObjects;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Code that reaches the column by a view: the view's column is asked about as if it were a table's, and the answer told of this one. */
final class ThroughViews {

    private final SourceTree tree;
    private final Scan scan;

    ThroughViews(SourceTree tree, Scan scan) {
        this.tree = tree;
        this.scan = scan;
    }

    /**
     * Adds what is found.
     *
     * @param styles how code is searched
     */
    void find(List<SchemaObjects.Shown> shown, Consumer<Scan> styles) {
        if (shown.isEmpty()) {
            return;
        }
        Scan views = scan.about(shown.get(0).column(), withViews(shown));
        for (SchemaObjects.Shown each : shown) {
            if (isNamedOutsideOfScripts(each.column().table().name())) {
                Scan inner = views.about(each.column());
                styles.accept(inner);
                // What merely could be the view's column could be so many others.
                inner.hits().stream()
                        .filter(hit -> hit.confidence() != Confidence.POSSIBLE)
                        .forEach(hit -> scan.add(through(hit, each)));
                Map<Undecided, List<Place>> folded = inner.folded();
                inner.undecided()
                        .forEach(one ->
                                scan.undecided(spot(one), one.what(), one.why(), folded.getOrDefault(one, List.of())));
            }
        }
    }

    private boolean isNamedOutsideOfScripts(String view) {
        return scan.entities().all().stream().anyMatch(entity -> entity.table().equalsIgnoreCase(view))
                || tree.files().stream()
                        .anyMatch(file -> !Set.of("sql", "ddl").contains(file.extension()) && file.mentions(view));
    }

    private static Hit.Spot spot(Undecided one) {
        return new Hit.Spot(
                one.place().file(),
                one.place().line(),
                one.place().className(),
                one.place().member());
    }

    private Hit through(Hit hit, SchemaObjects.Shown shown) {
        return new Hit(
                hit.spot(),
                hit.access(),
                Style.THROUGH_OBJECT,
                hit.confidence(),
                hit.token(),
                hit.style().words() + " through " + shown.through() + ", whose `"
                        + shown.column().column() + "` shows " + scan.column() + ": " + hit.reason(),
                hit.statement());
    }

    /** The schema with the views among its tables, so that names bind to them. */
    private Schema withViews(List<SchemaObjects.Shown> shown) {
        Schema schema = scan.schema();
        Set<String> known = new HashSet<>();
        schema.tables().forEach(table -> known.add(table.ref().name()));
        List<Table> views = new ArrayList<>();
        for (SchemaObjects.Shown each : shown) {
            if (known.add(each.column().table().name())) {
                List<Column> columns = shown.stream()
                        .filter(other ->
                                other.column().table().equals(each.column().table()))
                        .map(other -> column(other.column().column()))
                        .toList();
                views.add(new Table(each.column().table(), columns, List.of(), List.of(), List.of(), false));
            }
        }
        return new Schema(
                schema.source(),
                Stream.concat(schema.tables().stream(), views.stream()).toList(),
                schema.views(),
                schema.routines(),
                schema.unread(),
                schema.attached(),
                schema.searchPath());
    }

    private static Column column(String name) {
        return new Column(name, "unknown");
    }
}
