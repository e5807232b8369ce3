package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Attached;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.View;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must make way for a moment when a column changes its type, because the server binds it to the column and not to its name: the views
 * that read it, whatever reads those, and triggers (PostgreSQL docs, ALTER TABLE). All of it goes and comes back in the transaction
 * that changes the column, so nobody ever misses it.
 */
public final class TakenAlong {
    private static final Set<Attached.Kind> IN_THE_WAY = EnumSet.of(Attached.Kind.TRIGGER);

    /** Bound to the one column and not to its name, so that another that takes over the name has to be given it anew. */
    private static final Set<Attached.Kind> OF_ITS_OWN =
            EnumSet.of(Attached.Kind.GRANT, Attached.Kind.SETTING, Attached.Kind.SEQUENCE);

    private final Schema schema;
    private final ColumnRef column;
    private final List<View> views;

    /**
     * What hangs on the column.
     *
     * @param schema in whose words everything is made again
     */
    public TakenAlong(Schema schema, ColumnRef column) {
        this.schema = schema;
        this.column = column;
        this.views = readers(schema, column);
    }

    /** Views that read the column, each behind those that it reads itself. */
    public List<View> views() {
        return views;
    }

    private static List<View> readers(Schema schema, ColumnRef column) {
        Map<TableRef, View> found = new LinkedHashMap<>();
        schema.viewsThatRead(column).forEach(view -> found.put(view.ref(), view));
        int before;
        do {
            before = found.size();
            schema.views().stream()
                    .filter(view -> standsOn(view, found.keySet()))
                    .forEach(view -> found.putIfAbsent(view.ref(), view));
        } while (found.size() > before);
        List<View> ordered = new ArrayList<>();
        while (ordered.size() < found.size()) {
            found.values().stream()
                    .filter(view -> !ordered.contains(view))
                    .filter(view -> found.values().stream()
                            .filter(other -> !ordered.contains(other) && !other.equals(view))
                            .noneMatch(other -> standsOn(view, Set.of(other.ref()))))
                    .toList()
                    .forEach(ordered::add);
        }
        return ordered;
    }

    private static boolean standsOn(View view, Set<TableRef> relations) {
        return view.over().stream()
                .anyMatch(over -> relations.stream().anyMatch(relation -> relation.isSameTable(over)));
    }

    /** Drops views that are in the way. */
    public List<String> viewsAway() {
        List<View> lastFirst = new ArrayList<>(views);
        Collections.reverse(lastFirst);
        return lastFirst.stream()
                .map(view -> "DROP VIEW " + Identifiers.quoteIfNeeded(view.ref()))
                .toList();
    }

    /** What makes way, the last reader first. */
    public List<String> away() {
        List<String> statements = new ArrayList<>(viewsAway());
        attached(IN_THE_WAY).forEach(one -> one.drop().ifPresent(statements::add));
        return statements;
    }

    /** What makes it again, as it was. */
    public List<String> back() {
        List<String> statements = new ArrayList<>();
        attached(IN_THE_WAY).forEach(one -> statements.addAll(one.create()));
        statements.addAll(viewsBack());
        return statements;
    }

    /** Makes the views anew. */
    public List<String> viewsBack() {
        List<String> statements = new ArrayList<>();
        for (View view : views) {
            statements.add("CREATE VIEW " + Identifiers.quoteIfNeeded(view.ref())
                    + view.options().map(options -> " WITH (" + options + ")").orElse("") + " AS "
                    + view.definition().strip().replaceAll(";$", ""));
            view.keeps().forEach(keep -> statements.add(keep.strip().replaceAll(";$", "")));
        }
        return statements;
    }

    /** What a column that takes over the name is given besides, once it has it: rights, settings, the sequence that goes with it. */
    public List<String> ofItsOwn() {
        return attached(OF_ITS_OWN).flatMap(one -> one.create().stream()).toList();
    }

    /** What gives a column its sequence back. */
    public List<String> sequences() {
        return attached(EnumSet.of(Attached.Kind.SEQUENCE))
                .flatMap(one -> one.create().stream())
                .toList();
    }

    /** What makes the statistics over several columns again; they go with the old column. */
    public List<String> statistics() {
        return attached(EnumSet.of(Attached.Kind.STATISTICS))
                .flatMap(one -> one.create().stream())
                .toList();
    }

    /** Drops extended statistics that are in the way. */
    public List<String> dropStatistics() {
        return attached(EnumSet.of(Attached.Kind.STATISTICS))
                .flatMap(one -> one.drop().stream())
                .toList();
    }

    /** Comments on indexes and constraints of the column, under their final names. */
    public List<String> comments() {
        return attached(EnumSet.of(Attached.Kind.COMMENT))
                .flatMap(one -> one.create().stream())
                .toList();
    }

    private Stream<Attached> attached(Set<Attached.Kind> kinds) {
        return schema.attachedTo(column).stream().filter(one -> kinds.contains(one.kind()));
    }

    /** Rights that somebody gave by hand, past the migrations, would be lost with the view. */
    public List<Gate> rightsAreKnown() {
        return views.stream()
                .<Gate>map(view -> new Gate.Query(
                        "the rights on view " + view.ref()
                                + " are those that this plan gives back; for others add a GRANT to the step",
                        View.rightsQuery(ColumnTwin.literal(Identifiers.quoteIfNeeded(view.ref())) + "::regclass"),
                        view.rights()))
                .toList();
    }

    /** What goes and comes back, for titles and texts; empty when nothing does. */
    public String words() {
        List<String> names = new ArrayList<>();
        views.forEach(view -> names.add("view " + view.ref()));
        attached(IN_THE_WAY).forEach(one -> names.add(one.kind().words() + " " + one.name()));
        return String.join(", ", names);
    }

    /** Whether nothing is in the way. */
    public boolean isEmpty() {
        return words().isEmpty();
    }
}
