package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Identifiers;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the schema has by these names, and which names are free. Whatever is missing is refused with the nearest that there is. */
final class KnownNames {
    /** NAMEDATALEN - 1, PostgreSQL docs 4.1.1. */
    private static final int LONGEST_NAME_BYTES = 63;

    /** Every table has these; no column may be named like them (PostgreSQL docs 5.6). */
    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private final Schema schema;

    KnownNames(Schema schema) {
        this.schema = schema;
    }

    Schema schema() {
        return schema;
    }

    Table table(TableRef ref) {
        return schema.findTable(ref).orElseThrow(() -> noTable(ref));
    }

    Column column(ColumnRef ref) {
        Table table = table(ref.table());
        return table.findColumn(ref.column())
                .orElseThrow(() -> new UserError(
                        "table `" + table.ref() + "` has no column `" + ref.column() + "`",
                        schema.source(),
                        near(
                                ref.column(),
                                table.columns().stream().map(Column::name).toList(),
                                "its columns are")));
    }

    /** The column as the schema spells its table. */
    ColumnRef existing(ColumnRef ref) {
        column(ref);
        return table(ref.table()).ref().column(ref.column());
    }

    Constraint constraint(TableRef ref, String name) {
        Table table = table(ref);
        return table.constraints().stream()
                .filter(constraint -> constraint.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "table `" + table.ref() + "` has no constraint `" + name + "`",
                        schema.source(),
                        near(
                                name,
                                table.constraints().stream()
                                        .map(Constraint::name)
                                        .toList(),
                                "its constraints are")));
    }

    /** The table that a reference names: `t`, `t.c`, `s.t` or `s.t.c`, of which the schema tells the middle two apart. */
    TableRef tableOrColumnOf(List<String> parts) {
        TableRef first = TableRef.of(parts.get(0));
        if (parts.size() == 1 || parts.size() == 2 && schema.findTable(first).isPresent()) {
            return first;
        }
        TableRef qualified = TableRef.of(parts.get(0), parts.get(1));
        return parts.size() == 2 && schema.findTable(qualified).isEmpty() ? first : qualified;
    }

    /** The columns of the table that an expression names, in its order. */
    List<String> columnsIn(TableRef ref, String expression) {
        Table table = table(ref);
        return Pattern.compile("'(?:[^']|'')*'|(" + Sentence.NAME + ")(?!\\s*\\()")
                .matcher(expression)
                .results()
                .filter(word -> word.group(1) != null)
                .map(word -> Identifiers.fold(word.group(1)))
                .filter(name -> table.findColumn(name).isPresent())
                .distinct()
                .toList();
    }

    /** What dropping the index of this name is: a unique one demands something, and others only find rows. */
    Change index(List<String> dotted) {
        String name = dotted.get(dotted.size() - 1);
        return schema.tables().stream()
                .flatMap(table -> table.indexes().stream()
                        .filter(index -> index.name().equals(name))
                        .map(index -> dropped(table, index)))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "there is no index `" + name + "`",
                        schema.source(),
                        near(
                                name,
                                schema.tables().stream()
                                        .flatMap(table -> table.indexes().stream())
                                        .map(Index::name)
                                        .toList(),
                                "the indexes are")));
    }

    /** What dropping the index on just these columns is. */
    Change indexOn(TableRef ref, List<String> columns) {
        Table table = table(ref);
        columns.forEach(column -> existing(table.ref().column(column)));
        List<Index> found = table.indexes().stream()
                .filter(index -> index.columns().equals(columns))
                .toList();
        if (found.size() == 1) {
            return dropped(table, found.get(0));
        }
        List<String> names = table.indexes().stream().map(Index::name).toList();
        throw new UserError(
                (found.isEmpty() ? "no index is" : "several indexes are") + " on (" + String.join(", ", columns)
                        + ") of `" + table.ref() + "`",
                schema.source(),
                names.isEmpty() ? "the table has none" : "drop one by its name: " + String.join(", ", names));
    }

    private static Change dropped(Table table, Index index) {
        return index.unique()
                ? new ConstraintChange.DropUnique(table.ref(), index.columns())
                : new IndexChange.DropIndex(table.ref(), index.name());
    }

    /** The check of this name, of the table when one is said. */
    ConstraintChange.DropCheck check(Optional<TableRef> said, String name) {
        return schema.tables().stream()
                .filter(table -> said.isEmpty() || table(said.get()).equals(table))
                .flatMap(table -> table.constraints().stream()
                        .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK
                                && constraint.name().equals(name))
                        .map(constraint ->
                                new ConstraintChange.DropCheck(table.ref(), constraint.columns(), constraint.name())))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "there is no check `" + name + "`"
                                + said.map(table -> " on `" + table + "`").orElse(""),
                        schema.source(),
                        near(
                                name,
                                schema.tables().stream()
                                        .flatMap(table -> table.constraints().stream())
                                        .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK)
                                        .map(Constraint::name)
                                        .toList(),
                                "the checks are")));
    }

    /** Every column of a type, by the type's name without quotes. */
    List<ColumnRef> columnsOfType(String type) {
        List<ColumnRef> columns = schema.tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> plain(column.type()).equals(plain(type)))
                        .map(column -> table.ref().column(column.name())))
                .toList();
        if (columns.isEmpty()) {
            List<String> types = schema.tables().stream()
                    .flatMap(table -> table.columns().stream().map(Column::type))
                    .filter(known -> !TypeNames.isBuiltIn(known))
                    .distinct()
                    .toList();
            throw new UserError(
                    "no column has the type `" + type + "`",
                    schema.source(),
                    types.isEmpty()
                            ? "no column has a type of the schema's own; run the statement as it is if the type is unused"
                            : near(type, types, "the schema's own types in use are"));
        }
        return columns;
    }

    private static String plain(String type) {
        return type.replace("\"", "").replaceFirst("^public\\.", "").replaceFirst("\\[\\]$", "");
    }

    /** Tables that have a column of this name. */
    List<TableRef> tablesWith(String column) {
        return schema.tables().stream()
                .filter(table -> table.findColumn(column).isPresent())
                .map(Table::ref)
                .toList();
    }

    /** Refuses a name that a new column of the table cannot have. */
    void checkNewColumn(Table table, String name) {
        if (table.findColumn(name).isPresent()) {
            throw new UserError(
                    "table `" + table.ref() + "` already has a column `" + name + "`",
                    schema.source(),
                    "choose a name that is free; if a half-done plan left the column behind, abandon that plan first");
        }
        checkLength(name);
        if (SYSTEM_COLUMNS.contains(name)) {
            throw new UserError("`" + name + "` is a system column of every table", "REQUEST", "choose another name");
        }
    }

    /** Tables, views and indexes share their names (PostgreSQL docs, CREATE TABLE). */
    void checkNewRelation(TableRef ref) {
        boolean taken = schema.findTable(ref).isPresent()
                || schema.views().stream().anyMatch(view -> view.ref().isSameTable(ref))
                || schema.tables().stream()
                        .filter(table -> table.ref().schema().equals(ref.schema()))
                        .flatMap(table -> table.indexes().stream())
                        .anyMatch(index -> index.name().equals(ref.name()));
        if (taken) {
            throw new UserError(
                    "the name `" + ref + "` is taken by a table, view or index",
                    schema.source(),
                    "choose a name that is free");
        }
        checkLength(ref.name());
    }

    /** A constraint's name is free in its table, and that of its index among the relations. */
    void checkNewConstraint(Table table, Optional<String> name, boolean indexed) {
        if (name.isEmpty()) {
            return;
        }
        if (table.constraints().stream().anyMatch(other -> other.name().equals(name.get()))) {
            throw new UserError(
                    "table `" + table.ref() + "` already has a constraint `" + name.get() + "`",
                    schema.source(),
                    "choose a name that is free");
        }
        if (indexed) {
            checkNewRelation(new TableRef(table.ref().schema(), name.get()));
        }
        checkLength(name.get());
    }

    private static void checkLength(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw new UserError(
                    "`" + name + "` is longer than 63 bytes; PostgreSQL would cut it off",
                    "REQUEST",
                    "choose a shorter name");
        }
    }

    private UserError noTable(TableRef ref) {
        if (schema.views().stream().anyMatch(view -> view.ref().isSameTable(ref))) {
            return new UserError(
                    "`" + ref + "` is a view, not a table", schema.source(), "name the table that the view reads");
        }
        List<String> tables =
                schema.tables().stream().map(table -> table.ref().toString()).toList();
        String unread = schema.unread().stream()
                .findFirst()
                .map(part -> "; or it is made by what could not be run here, from " + part.place() + " on ("
                        + part.why() + "): give the schema with --schema FILE or --db URL")
                .orElse("");
        return new UserError(
                "there is no table `" + ref + "`",
                schema.source(),
                near(ref.toString(), tables, "the tables are") + unread);
    }

    static String near(String wanted, Collection<String> names, String all) {
        List<String> nearest = NearestNames.of(wanted, names);
        if (!nearest.isEmpty()) {
            return "did you mean `" + String.join("`, `", nearest) + "`?";
        }
        if (names.isEmpty()) {
            return "there are none in it; name the right repository or schema file";
        }
        List<String> some = names.stream().sorted().limit(12).toList();
        return all + " " + String.join(", ", some)
                + (names.size() > some.size() ? ", and " + (names.size() - some.size()) + " more" : "");
    }

    /** A hint for who wrote a table where a column is wanted; empty when no table is called similarly. */
    static String nearestTable(KnownNames names, String wanted) {
        List<String> near = names.schema.nearestNames(wanted);
        return near.isEmpty() ? "" : ", or name a table there is: `" + String.join("`, `", near) + "`";
    }

    /** All names of tables and columns, for telling them from the words around them. */
    Stream<String> all() {
        return schema.tables().stream()
                .flatMap(table -> Stream.concat(
                        Stream.of(table.ref().name()), table.columns().stream().map(Column::name)));
    }
}
