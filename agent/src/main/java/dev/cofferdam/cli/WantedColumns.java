package dev.cofferdam.cli;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.scan.MappedName;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import dev.cofferdam.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Which columns a person means by a name: as the schema has it, quoted or not, else the nearest are named. */
final class WantedColumns {
    /** Where a schema comes from that nobody has. */
    static final String NO_SCHEMA = "none";

    /** Of SQL, of MySQL and of SQL Server. */
    private static final String QUOTES = "\"`[]";

    private final Schema schema;
    private final Supplier<List<MappedName>> mapped;
    private final List<String> notes;

    /**
     * @param mapped what entities map, for when the schema does not tell
     * @param notes takes what is assumed
     */
    WantedColumns(Schema schema, Supplier<List<MappedName>> mapped, List<String> notes) {
        this.schema = schema;
        this.mapped = mapped;
        this.notes = notes;
    }

    /** Of {@code TABLE}, {@code TABLE.COLUMN}, or either with the schema before it. */
    List<ColumnRef> of(String wanted) {
        List<String> parts = parts(wanted);
        if (parts.stream().anyMatch(String::isBlank)) {
            throw new UserError(
                    "`" + wanted + "` names no table and no column",
                    "TABLE[.COLUMN]",
                    "write the table, a dot and the column, such as owners.telephone; or the table alone");
        }
        Optional<Table> whole = find(parts);
        if (whole.isPresent()) {
            return whole.get().columns().stream()
                    .map(column -> whole.get().ref().column(column.name()))
                    .toList();
        }
        boolean qualified = parts.size() > 1;
        List<String> tableParts = qualified ? parts.subList(0, parts.size() - 1) : parts;
        String tableName = String.join(".", tableParts);
        Optional<Table> table = find(tableParts);
        boolean known = schema.unread().isEmpty() && !schema.tables().isEmpty();
        MappedColumns names = new MappedColumns(known || table.isPresent() ? List.of() : mapped.get());
        List<ColumnRef> all = qualified ? List.of() : names.of(tableName);
        if (!all.isEmpty()) {
            notes.add("no schema tells the columns of `" + tableName + "`; these are the ones that entities map");
            return all;
        }
        if (table.isEmpty() && (known || !qualified)) {
            throw missingTable(tableName, tableParts.get(tableParts.size() - 1), names.tables());
        }
        String columnName = parts.get(parts.size() - 1);
        if (table.isPresent()) {
            return List.of(column(table.get(), columnName));
        }
        names.doubt(tableParts.get(tableParts.size() - 1), columnName).ifPresent(notes::add);
        if (!schema.tables().isEmpty()) {
            notes.add("the schema as it was read has no table `" + tableName + "`; names alone decide");
        }
        return List.of(ref(tableParts).column(columnName));
    }

    /** A quoted part may hold dots (PostgreSQL docs, "Identifiers and Key Words"). */
    private static List<String> parts(String wanted) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < wanted.length(); i++) {
            char letter = wanted.charAt(i);
            if (QUOTES.indexOf(letter) >= 0) {
                quoted = !quoted;
            } else if (letter == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(letter);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** By the name as it is, else by the one that the server makes of it when nobody quotes it. */
    private Optional<Table> find(List<String> parts) {
        return findRelation(ref(parts))
                .or(() -> findRelation(ref(parts.stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .toList())));
    }

    private Optional<Table> findRelation(TableRef ref) {
        return schema.findTable(ref).or(() -> schema.findView(ref).map(View::asTable));
    }

    private static TableRef ref(List<String> parts) {
        String table = parts.get(parts.size() - 1);
        return parts.size() == 1
                ? TableRef.of(table)
                : TableRef.of(String.join(".", parts.subList(0, parts.size() - 1)), table);
    }

    private ColumnRef column(Table table, String name) {
        if (table.columns().isEmpty() && WantedView.isView(schema, table.ref())) {
            // What its query gives is not known, and a name may be right.
            return table.ref().column(name.toLowerCase(Locale.ROOT));
        }
        return table.findColumn(name)
                .or(() -> table.findColumn(name.toLowerCase(Locale.ROOT)))
                .map(column -> table.ref().column(column.name()))
                .orElseThrow(() -> missing(
                        "column `" + name + "` in table `" + table.ref() + "`",
                        NearestNames.of(
                                name, table.columns().stream().map(Column::name).toList())));
    }

    private UserError missingTable(String name, String lastPart, List<String> mappedTables) {
        List<String> names = Stream.concat(
                        schema.tables().stream().map(each -> each.ref().toString()), mappedTables.stream())
                .toList();
        List<String> nearest = NearestNames.of(name, names);
        return missing("table `" + name + "`", nearest.isEmpty() ? NearestNames.of(lastPart, names) : nearest);
    }

    private UserError missing(String what, List<String> nearest) {
        return new UserError(
                "there is no " + what,
                schema.source().equals(NO_SCHEMA) ? "TABLE[.COLUMN]" : schema.source(),
                nearest.isEmpty()
                        ? "write TABLE.COLUMN as the database calls them, or name the schema with --schema FILE"
                        : "did you mean `" + String.join("`, `", nearest) + "`?");
    }
}
