package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schema while a history is applied to it: finds objects along the search path and knows which names are taken. */
final class SchemaDraft {
    static final String PUBLIC = "public";
    private static final Pattern TYPE = Pattern.compile(
            "(?:(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)\\.)?(\"[^\"]+\"|[\\p{L}_][\\p{L}\\d_$]*)((?:\\[])*)");

    final Map<String, TableDraft> tables = new TreeMap<>();
    final Map<String, ViewDraft> views = new TreeMap<>();
    final Map<String, Routine> routines = new TreeMap<>();
    /** Sequences with the {@code schema.table.column} that owns them, empty when none does. */
    final Map<String, String> sequences = new HashMap<>();

    /** Types and domains with their enum values, for what shares names with tables. */
    final Map<String, List<String>> types = new HashMap<>();

    final Set<String> temporaries = new HashSet<>();
    private List<String> searchPath = List.of(PUBLIC);

    void searchPath(List<String> schemas) {
        searchPath = schemas.isEmpty() ? List.of(PUBLIC) : List.copyOf(schemas);
    }

    List<String> searchPath() {
        return searchPath;
    }

    /** Where an object of this name is created. */
    String schemaForNew(TableRef ref) {
        return ref.schema().map(DefaultNames::stored).orElse(searchPath.get(0));
    }

    Optional<TableDraft> findTable(TableRef ref) {
        return lookUp(tables, ref);
    }

    /** The table, or {@link CannotApply}. */
    TableDraft table(TableRef ref) {
        return findTable(ref).orElseThrow(() -> new CannotApply("there is no table `" + ref + "`"));
    }

    Optional<ViewDraft> findView(TableRef ref) {
        return lookUp(views, ref);
    }

    Optional<String> findKey(Map<String, ?> objects, TableRef ref) {
        String name = DefaultNames.stored(ref.name());
        List<String> schemas =
                ref.schema().map(schema -> List.of(DefaultNames.stored(schema))).orElse(searchPath);
        return schemas.stream()
                .map(schema -> key(schema, name))
                .filter(objects::containsKey)
                .findFirst();
    }

    private <T> Optional<T> lookUp(Map<String, T> objects, TableRef ref) {
        return findKey(objects, ref).map(objects::get);
    }

    /** The table that holds this index, with the index. */
    Optional<Held> findIndex(TableRef ref) {
        String name = DefaultNames.stored(ref.name());
        List<String> schemas = ref.schema().map(List::of).orElse(searchPath);
        return tables.values().stream()
                .filter(table -> schemas.contains(table.schema))
                .flatMap(table -> table.findIndex(name).map(index -> new Held(table, index)).stream())
                .findFirst();
    }

    boolean isTemporary(TableRef ref) {
        return ref.schema().filter(schema -> !schema.startsWith("pg_temp")).isEmpty()
                && temporaries.contains(ref.name());
    }

    /** Tables, indexes, sequences and views share one set of names in a schema. */
    boolean isRelationTaken(String schema, String name) {
        String key = key(schema, name);
        return tables.containsKey(key)
                || views.containsKey(key)
                || sequences.containsKey(key)
                || types.containsKey(key)
                || tables.values().stream()
                        .anyMatch(table -> table.schema.equals(schema)
                                && table.findIndex(name).isPresent());
    }

    boolean isConstraintTaken(String schema, String name) {
        return tables.values().stream()
                .anyMatch(table -> table.schema.equals(schema)
                        && table.findConstraint(name).isPresent());
    }

    /** Names of constraints with an index must be free in both sets. */
    Predicate<String> relationOrConstraintTaken(String schema) {
        return name -> isRelationTaken(schema, name) || isConstraintTaken(schema, name);
    }

    void add(TableDraft table) {
        tables.put(key(table.schema, table.name), table);
    }

    /** Takes the table away with what hangs on it: sequences, partitions, foreign keys that point at it. */
    void remove(TableDraft table) {
        String key = key(table.schema, table.name);
        tables.remove(key);
        sequences.values().removeIf(owner -> owner.startsWith(key + "."));
        for (TableDraft other : tables.values()) {
            other.constraints.removeIf(constraint -> constraint
                    .references()
                    .filter(ref -> ref.isSameTable(table.ref()))
                    .isPresent());
        }
        followersOf(table).forEach(this::remove);
    }

    /** Takes away every view upon this table or view, and the views upon those. */
    void removeViewsUpon(TableRef ref) {
        removeViews(view -> view.uses.stream().anyMatch(used -> used.isSameTable(ref)));
    }

    /** Takes away every view that reads this column, and the views upon those. */
    void removeViewsReading(ColumnRef column) {
        removeViews(view -> view.reads.contains(column));
    }

    private void removeViews(Predicate<ViewDraft> hit) {
        for (ViewDraft view : views.values().stream().filter(hit).toList()) {
            views.remove(key(view.schema, view.name));
            removeViewsUpon(view.ref());
        }
    }

    /** Partitions share indexes, keys and triggers with their table. */
    List<TableDraft> partitionsOf(TableDraft table) {
        return table.partitioned ? followersOf(table) : List.of();
    }

    /** Partitions and tables that inherit; both share columns and checks. */
    List<TableDraft> followersOf(TableDraft table) {
        return tables.values().stream().filter(other -> other.parent == table).toList();
    }

    /** The table and all tables that follow it, parents first. */
    List<TableDraft> withFollowers(TableDraft table) {
        List<TableDraft> all = new ArrayList<>(List.of(table));
        followersOf(table).forEach(part -> all.addAll(withFollowers(part)));
        return all;
    }

    /** Lets every reference to a table or view follow its new name. */
    void referencesFollow(TableRef from, TableRef to) {
        for (TableDraft table : tables.values()) {
            table.constraints.replaceAll(constraint ->
                    constraint.references().filter(ref -> ref.isSameTable(from)).isPresent()
                            ? constraint.pointingAt(from, to)
                            : constraint);
        }
        for (ViewDraft view : views.values()) {
            view.uses.replaceAll(used -> used.isSameTable(from) ? to : used);
            view.reads.replaceAll(read -> read.table().isSameTable(from) ? to.column(read.column()) : read);
        }
        Map<String, String> moved = new LinkedHashMap<>();
        String old = key(from.schema().orElse(PUBLIC), from.name()) + ".";
        sequences.forEach((sequence, owner) -> {
            if (owner.startsWith(old)) {
                moved.put(sequence, key(to.schema().orElse(PUBLIC), to.name()) + "." + owner.substring(old.length()));
            }
        });
        sequences.putAll(moved);
    }

    /** A column's type as the server prints it for a search path of {@code public}: types of other schemas are qualified. */
    String printedType(String written) {
        Matcher type = TYPE.matcher(written);
        if (!type.matches()) {
            return written;
        }
        TableRef ref = type.group(1) == null
                ? TableRef.of(unquoted(type.group(2)))
                : TableRef.of(unquoted(type.group(1)), unquoted(type.group(2)));
        return findKey(types, ref)
                .map(key -> (key.startsWith(PUBLIC + ".") ? key.substring(PUBLIC.length() + 1) : key) + type.group(3))
                .orElse(written);
    }

    private static String unquoted(String name) {
        return name.replaceAll("^\"|\"$", "");
    }

    /** The name as the rest of the house writes it: {@code public} is not written out. */
    static String displayName(String schema, String name) {
        return schema.equals(PUBLIC) ? name : key(schema, name);
    }

    static String key(String schema, String name) {
        return schema + "." + name;
    }

    /** Everything in a fixed order: tables and views by name. */
    List<Table> sortedTables() {
        return tables.values().stream()
                .map(TableDraft::table)
                .sorted(Comparator.comparing(Table::ref))
                .toList();
    }

    /** A table with one of its indexes. */
    record Held(TableDraft table, Index index) {}

    /** A view while statements are applied. */
    static final class ViewDraft {
        String schema;
        String name;
        final boolean materialized;
        final String definition;
        /** Tables and views that the query names; surer than the columns, some of which nothing binds. */
        final List<TableRef> uses;

        final List<ColumnRef> reads;
        /** What the view gives, empty when that is not known. */
        List<Column> columns = List.of();

        ViewDraft(
                String schema,
                String name,
                boolean materialized,
                String definition,
                List<TableRef> uses,
                List<ColumnRef> reads) {
            this.uses = new ArrayList<>(uses);
            this.schema = schema;
            this.name = name;
            this.materialized = materialized;
            this.definition = definition;
            this.reads = new ArrayList<>(reads);
        }

        TableRef ref() {
            return schema.equals(PUBLIC) ? TableRef.of(name) : TableRef.of(schema, name);
        }

        View view() {
            List<String> shows = columns.stream()
                    .map(column -> column.name() + " " + column.type())
                    .toList();
            return new View(
                    ref(), materialized, definition, reads.stream().distinct().toList(), shows);
        }
    }
}
