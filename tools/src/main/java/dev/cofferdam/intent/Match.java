package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a request puts into the slots of the {@link Template} it is worded like. */
final class Match {
    private static final Pattern DOTTED = Pattern.compile(Sentence.NAME + "(?:\\." + Sentence.NAME + ")*(?= )");

    private final Sentence sentence;
    private final Matcher matcher;
    private final Map<String, Integer> groups;
    private final KnownNames names;
    private boolean tableMissing;

    Match(Sentence sentence, Matcher matcher, Map<String, Integer> groups, KnownNames names) {
        this.sentence = sentence;
        this.matcher = matcher;
        this.groups = groups;
        this.names = names;
    }

    KnownNames names() {
        return names;
    }

    /** The one column that the request is about. */
    ColumnRef column() {
        return columnOf(text("column"), "column");
    }

    /** All columns that the request is about; they are of one table. */
    List<ColumnRef> columns() {
        List<String> written = dotted("columns");
        // A list gives its table with any of its columns: `owners.first, last`.
        Optional<TableRef> said = written.stream()
                .flatMap(dotted -> tableOf(Sentence.parts(dotted)).stream())
                .findFirst();
        return written.stream()
                .map(dotted -> Sentence.parts(dotted).size() == 1 && said.isPresent()
                        ? oneTable(Stream.concat(Stream.of(said.get()), around()))
                                .column(last(Sentence.parts(dotted)))
                        : columnOf(dotted, "columns"))
                .toList();
    }

    /** The columns' table; refuses columns of two. */
    TableRef tableOfColumns() {
        return oneTable(columns().stream().map(ColumnRef::table));
    }

    List<String> columnNames() {
        tableOfColumns();
        return columns().stream().map(ColumnRef::column).toList();
    }

    TableRef table() {
        return ref(Sentence.parts(text("table")));
    }

    /** The second table. */
    TableRef otherTable() {
        return ref(Sentence.parts(all("table").get(1)));
    }

    /** A table that the request does not call one; a column by the same name makes it unclear. */
    TableRef thing() {
        TableRef thing = ref(Sentence.parts(text("thing")));
        List<TableRef> homes = thing.schema().isPresent() ? List.of() : names.tablesWith(thing.name());
        if (names.schema().findTable(thing).isPresent() && !homes.isEmpty()) {
            throw new UserError(
                    "`" + thing + "` is a table, and also a column of `" + homes.get(0) + "`",
                    "REQUEST",
                    "write `" + instead("thing", "table " + Identifiers.quoteIfNeeded(thing)) + "` or `"
                            + instead("thing", Identifiers.quoteIfNeeded(homes.get(0)) + "." + quoted(thing.name()))
                            + "`");
        }
        if (names.schema().findTable(thing).isEmpty()) {
            if (thing.schema().isPresent()) {
                throw new NotTheForm();
            }
            throw noTable(thing.name(), "thing");
        }
        return thing;
    }

    /** What a reference points at: a table, or one column of it. */
    List<String> reference() {
        return Sentence.parts(text("ref"));
    }

    /** The last part of a new column's name; a table before it must be the column's own. */
    String newName(TableRef table) {
        List<String> parts = Sentence.parts(text("name"));
        if (tableOf(parts).filter(other -> !mayBeSame(table, other)).isPresent()) {
            throw new UserError(
                    "the new name `" + text("name") + "` is in another table",
                    "REQUEST",
                    "a column keeps its table; to move it, write `move TABLE.COLUMN to OTHER_TABLE`");
        }
        return last(parts);
    }

    /** Columns of the table that the request names apart from them; a table before a column must be the same. */
    List<String> namesIn(TableRef table) {
        return dotted("columns").stream()
                .map(Sentence::parts)
                .map(parts -> oneTable(Stream.concat(Stream.of(table), tableOf(parts).stream()))
                        .column(last(parts))
                        .column())
                .toList();
    }

    /** A second list of columns, of the same table. */
    List<String> more() {
        return dotted("more").stream().map(name -> last(Sentence.parts(name))).toList();
    }

    List<String> quoted(List<String> columns) {
        return columns.stream().map(Identifiers::quoteIfNeeded).toList();
    }

    /** Whether the words stand anywhere in the request; in the notation of templates, alternatives only. */
    boolean says(String alternatives) {
        return Pattern.compile("(?i).*\\b" + alternatives + " .*")
                .matcher(sentence.text())
                .matches();
    }

    /** Each text that the request gives for a slot, in order. */
    List<String> everyValue(String slot) {
        return written(slot);
    }

    static String unquoted(String text) {
        return text.replaceFirst("^['\"](.*)['\"]$", "$1");
    }

    /** A new table's name; it keeps the schema of the old one when it says none. */
    TableRef newTable(TableRef old) {
        List<String> parts = Sentence.parts(text("name"));
        return parts.size() > 1 ? ref(parts) : new TableRef(old.schema(), parts.get(0));
    }

    /** Names in a list, none of them with a table. */
    List<String> newNames() {
        return dotted("names").stream().map(name -> last(Sentence.parts(name))).toList();
    }

    /** A value of an enum type or a word of the user's, without its quotes. */
    String label(int index) {
        String label = written("label").get(index);
        boolean string = label.length() > 1 && label.startsWith("'") && label.endsWith("'");
        return string ? label.substring(1, label.length() - 1).replace("''", "'") : Identifiers.fold(label);
    }

    /** What the request says there, as it was written; empty when it says nothing. */
    Optional<String> find(String slot) {
        return written(slot).stream().findFirst();
    }

    /** What the request says there, as it was written. */
    String value(String slot) {
        return find(slot).orElseThrow(() -> new IllegalStateException("the form has no " + slot));
    }

    /** The request with other words in a slot. */
    String instead(String slot, String words) {
        String group = taken(slot).get(0);
        return sentence.with(matcher.start(group), matcher.end(group), words);
    }

    String sentence() {
        return sentence.toString().strip();
    }

    private ColumnRef columnOf(String dotted, String slot) {
        List<String> parts = Sentence.parts(dotted);
        List<TableRef> tables = Stream.concat(tableOf(parts).stream(), around()).toList();
        if (tables.isEmpty()) {
            throw noTable(last(parts), slot);
        }
        return oneTable(tables.stream()).column(last(parts));
    }

    /** Tables that the sentence names beside the column. */
    private Stream<TableRef> around() {
        return Stream.of("before", "of", "after")
                .flatMap(group -> all(group).stream())
                .map(table -> ref(Sentence.parts(table)));
    }

    /** Whether a column was asked for of which the request does not say the table. */
    boolean lacksTable() {
        return tableMissing;
    }

    private UserError noTable(String column, String slot) {
        tableMissing = true;
        List<TableRef> homes = names.tablesWith(column);
        String fix = homes.isEmpty()
                ? "write it as TABLE." + column + KnownNames.nearestTable(names, column)
                : "write `"
                        + String.join(
                                "` or `",
                                homes.stream()
                                        .limit(3)
                                        .map(home ->
                                                instead(slot, Identifiers.quoteIfNeeded(home) + "." + quoted(column)))
                                        .toList())
                        + "`";
        return new UserError(
                "`" + column + "` does not say of which table it is a column"
                        + (homes.isEmpty() ? ", and no table has one of this name" : ""),
                "REQUEST",
                fix);
    }

    private static String quoted(String name) {
        return Identifiers.quoteIfNeeded(name);
    }

    private static TableRef oneTable(Stream<TableRef> tables) {
        List<TableRef> all = tables.toList();
        for (TableRef other : all) {
            if (!mayBeSame(all.get(0), other)) {
                throw new UserError(
                        "the request names two tables, `" + all.get(0) + "` and `" + other + "`",
                        "REQUEST",
                        "change columns of one table at a time");
            }
        }
        return all.get(0);
    }

    /** Who leaves the schema out may mean any. */
    private static boolean mayBeSame(TableRef table, TableRef other) {
        return table.isSameTable(other)
                || (table.name().equals(other.name()) && other.schema().isEmpty());
    }

    private static Optional<TableRef> tableOf(List<String> column) {
        List<String> table = column.subList(0, column.size() - 1);
        return table.isEmpty() ? Optional.empty() : Optional.of(ref(table));
    }

    private static TableRef ref(List<String> parts) {
        return parts.size() == 2 ? TableRef.of(parts.get(0), parts.get(1)) : TableRef.of(parts.get(0));
    }

    private static String last(List<String> parts) {
        return parts.get(parts.size() - 1);
    }

    private List<String> dotted(String slot) {
        return DOTTED.matcher(text(slot) + " ")
                .results()
                .map(result -> result.group())
                .filter(word -> !word.equalsIgnoreCase("and"))
                .toList();
    }

    private String text(String slot) {
        return all(slot).stream().findFirst().orElseThrow(() -> new IllegalStateException("the form has no " + slot));
    }

    private List<String> all(String slot) {
        return taken(slot).stream().map(group -> matcher.group(group).strip()).toList();
    }

    private List<String> written(String slot) {
        return taken(slot).stream()
                .map(group -> sentence.writtenAt(matcher.start(group), matcher.end(group)))
                .toList();
    }

    /** Groups of a slot that took part in the match. */
    private List<String> taken(String slot) {
        List<String> taken = new ArrayList<>();
        IntStream.rangeClosed(1, groups.getOrDefault(slot, 0))
                .mapToObj(number -> slot + number)
                .filter(group -> matcher.start(group) >= 0)
                .forEach(taken::add);
        return taken;
    }
}
