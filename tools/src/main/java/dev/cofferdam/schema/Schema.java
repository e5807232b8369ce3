package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a database holds, as far as it was learned.
 *
 * @param source how it was learned: {@code static}, {@code replayed} or {@code live}, and from where
 * @param unread what could not be read or replayed; named, never hidden
 * @param searchPath schemas in which the application looks for a name without one, before {@code public}; empty when nobody says
 */
public record Schema(
        String source,
        List<Table> tables,
        List<View> views,
        List<Routine> routines,
        List<Undecided> unread,
        List<Attached> attached,
        List<String> searchPath) {

    public Schema {
        tables = List.copyOf(tables);
        views = List.copyOf(views);
        routines = List.copyOf(routines);
        unread = List.copyOf(unread);
        attached = List.copyOf(attached);
        searchPath = List.copyOf(searchPath);
    }

    /** A schema of which nobody says where the application looks for a name without one. */
    public Schema(
            String source,
            List<Table> tables,
            List<View> views,
            List<Routine> routines,
            List<Undecided> unread,
            List<Attached> attached) {
        this(source, tables, views, routines, unread, attached, List.of());
    }

    /** A schema of which nothing is known that hangs on columns besides indexes, constraints and views. */
    public Schema(String source, List<Table> tables, List<View> views, List<Routine> routines, List<Undecided> unread) {
        this(source, tables, views, routines, unread, List.of());
    }

    public Optional<Table> findTable(TableRef ref) {
        return tables.stream().filter(table -> table.ref().isSameTable(ref)).findFirst();
    }

    /** Foreign keys of any table, also its own, that point at this one. */
    public List<ForeignKey> foreignKeysTo(TableRef ref) {
        return tables.stream()
                .flatMap(table -> table.constraints().stream()
                        .filter(constraint -> constraint
                                .references()
                                .filter(target -> target.isSameTable(ref))
                                .isPresent())
                        .map(constraint -> new ForeignKey(table, constraint)))
                .toList();
    }

    /** Views that read this column. */
    public List<View> viewsThatRead(ColumnRef column) {
        return views.stream()
                .filter(view -> view.reads().stream()
                        .anyMatch(read -> read.table().isSameTable(column.table())
                                && read.column().equals(column.column())))
                .toList();
    }

    /** The same schema with another name for a column of a table; views and routines keep their text. */
    public Schema withColumnRenamed(ColumnRef column, String newName) {
        List<Table> renamed = tables.stream()
                .map(table -> table.ref().isSameTable(column.table())
                        ? table.withColumnRenamed(column.column(), newName)
                        : table)
                .toList();
        return new Schema(source, renamed, views, routines, unread, attached, searchPath);
    }

    /** What hangs on this column besides indexes, constraints and views. */
    public List<Attached> attachedTo(ColumnRef column) {
        return attached.stream()
                .filter(one -> one.column().table().isSameTable(column.table())
                        && one.column().column().equals(column.column()))
                .toList();
    }

    public Optional<View> findView(TableRef ref) {
        return views.stream().filter(view -> view.ref().isSameTable(ref)).findFirst();
    }

    /** The same schema in which a view stands among the tables, so that names bind to its columns. */
    public Schema withAsTable(View view) {
        List<Table> all = new ArrayList<>(tables);
        all.add(view.asTable());
        return new Schema(source, all, views, routines, unread, attached, searchPath);
    }

    /** Views that stand on this table, directly or on another of them. */
    public List<View> viewsOver(TableRef table) {
        List<View> found = new ArrayList<>();
        boolean more;
        do {
            more = found.addAll(views.stream()
                    .filter(view -> !found.contains(view))
                    .filter(view -> view.over().stream()
                            .anyMatch(over -> over.isSameTable(table)
                                    || found.stream()
                                            .anyMatch(other -> other.ref().isSameTable(over))))
                    .toList());
        } while (more);
        return found;
    }

    /**
     * Sixteen hexadecimal digits that change when the slice around a table changes: the table, the tables it references, those that
     * reference it, its views and triggers. Expressions (defaults, checks, predicates, bodies) do not count, so that a static and
     * a replayed schema agree.
     *
     * @throws UserError when there is no such table, with the nearest names
     */
    public String fingerprint(TableRef ref) {
        return Fingerprint.of(this, table(ref));
    }

    /**
     * The table.
     *
     * @throws UserError when there is no such table, with the nearest names
     */
    public Table table(TableRef ref) {
        return findTable(ref).orElseThrow(() -> {
            List<String> near = nearestNames(ref.name());
            String fix = near.isEmpty()
                    ? "the schema has " + tables.size() + " tables; name one of them"
                    : "did you mean `" + String.join("` or `", near) + "`?";
            return new UserError("there is no table `" + ref + "`", source, fix);
        });
    }

    /** Names of tables and views that somebody may have meant, at most three, the nearest first. */
    public List<String> nearestNames(String wanted) {
        return NearestNames.of(
                wanted,
                Stream.concat(tables.stream().map(Table::ref), views.stream().map(View::ref))
                        .map(TableRef::toString)
                        .toList());
    }

    /** The same schema with more that could not be read. */
    public Schema withUnread(List<Undecided> more) {
        List<Undecided> all = new ArrayList<>(unread);
        all.addAll(more);
        return new Schema(source, tables, views, routines, all, attached, searchPath);
    }

    /** The same schema for an application that looks in these schemas first. */
    public Schema withSearchPath(List<String> path) {
        return new Schema(source, tables, views, routines, unread, attached, path);
    }
}
