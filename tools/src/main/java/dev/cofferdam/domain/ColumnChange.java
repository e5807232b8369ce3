package dev.cofferdam.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Changes of a column, or of what is kept in it. */
public sealed interface ColumnChange extends Change {
    /** The column of today, or the new one of {@link AddColumn}. */
    ColumnRef column();

    @Override
    default TableRef table() {
        return column().table();
    }

    @Override
    default List<ColumnRef> columns() {
        return List.of(column());
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.withoutPlaybook(this);
    }

    /**
     * One of several columns that a value is taken apart into.
     *
     * @param value SQL over the old column
     */
    record Part(String name, String type, String value) {
        public Part {
            Checks.text(name, "column name");
            Checks.text(type, "type");
        }
    }

    /** Recipe R1: the column keeps its type, its values and its meaning; only the name changes. */
    record RenameColumn(ColumnRef column, String newName) implements ColumnChange {
        public RenameColumn {
            Checks.text(newName, "new column name");
        }

        public ColumnRef renamed() {
            return column.table().column(newName);
        }

        @Override
        public String summary() {
            return "rename " + column + " to " + newName;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R1;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameColumn(this);
        }
    }

    /**
     * Recipe R3: every value is kept, in another type.
     *
     * @param type as DDL writes it
     * @param using SQL over the old column that gives the new value; a plain cast when absent
     * @param newName the name that the column has afterwards, when it is to have another; needed where no statement of the old code works
     *     with the new type
     */
    record ChangeType(ColumnRef column, String type, Optional<String> using, Optional<String> newName)
            implements ColumnChange {
        public ChangeType {
            Checks.text(type, "type");
        }

        @Override
        public String summary() {
            return "change " + column + " to " + type
                    + newName.map(name -> " as " + name).orElse("");
        }

        @Override
        public Recipe recipe() {
            return Recipe.R3;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeType(this);
        }
    }

    /** Recipe R4: a smaller length, precision or range, into which not every value of the old type fits. */
    record NarrowType(ColumnRef column, String type) implements ColumnChange {
        public NarrowType {
            Checks.text(type, "type");
        }

        @Override
        public String summary() {
            return "narrow " + column + " to " + type;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R4;
        }
    }

    /** Recipe R5: a key column, and the columns that refer to it, get a larger integer type. */
    record WidenKey(ColumnRef column, String type) implements ColumnChange {
        public WidenKey {
            Checks.text(type, "type");
        }

        @Override
        public String summary() {
            return "widen key " + column + " to " + type;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R5;
        }
    }

    /** Recipe R6: one value becomes several, each in a column of its own. */
    record SplitColumn(ColumnRef column, List<Part> parts) implements ColumnChange {
        public SplitColumn {
            parts = List.copyOf(parts);
        }

        @Override
        public String summary() {
            return "split " + column + " into " + names(parts);
        }

        @Override
        public Recipe recipe() {
            return Recipe.R6;
        }
    }

    /** Recipe R7: several columns become one; {@code column} is the first of them. */
    record MergeColumns(ColumnRef column, List<String> others, String newName, String type, String value)
            implements ColumnChange {
        public MergeColumns {
            others = Checks.names(others, "other columns");
            Checks.text(newName, "new column name");
        }

        @Override
        public List<ColumnRef> columns() {
            return Stream.concat(Stream.of(column), others.stream().map(name -> table().column(name)))
                    .toList();
        }

        @Override
        public String summary() {
            return "merge " + columns().stream().map(ColumnRef::toString).collect(Collectors.joining(", ")) + " into "
                    + newName;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R7;
        }
    }

    /** Recipe R8: the value moves to a row of another table. */
    record MoveColumn(ColumnRef column, TableRef target) implements ColumnChange {
        @Override
        public String summary() {
            return "move " + column + " to " + target;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R8;
        }
    }

    /**
     * Recipe R11: a column that was not there.
     *
     * @param defaultValue SQL of its default; absent when there is none
     */
    record AddColumn(ColumnRef column, String type, boolean nullable, Optional<String> defaultValue)
            implements ColumnChange {
        public AddColumn {
            Checks.text(type, "type");
        }

        @Override
        public List<ColumnRef> columns() {
            return List.of();
        }

        /** Usages of a new column are those of whole rows, such as a star; only who inserts a row that would lack its value is concerned. */
        @Override
        public Optional<String> spares(Usage usage) {
            if (nullable || defaultValue.isPresent()) {
                return Optional.of("no statement has to name the new column");
            }
            return usage.access().writes() ? Optional.empty() : Optional.of("it writes no row");
        }

        @Override
        public String summary() {
            return "add " + column + " " + type + (nullable ? "" : " not null")
                    + defaultValue.map(value -> " default " + value).orElse("");
        }

        @Override
        public Recipe recipe() {
            return Recipe.R11;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addColumn(this);
        }
    }

    /**
     * Recipe R12, on: every row has a value.
     *
     * @param provenBy name of the valid check constraint that refuses null already, when the schema has one: then nothing new is asked of
     *     anybody, and no row has to be read
     */
    record SetNotNull(ColumnRef column, Optional<String> provenBy) implements ColumnChange {
        /** Nothing refuses null yet. */
        public SetNotNull(ColumnRef column) {
            this(column, Optional.empty());
        }

        @Override
        public Optional<String> spares(Usage usage) {
            return provenBy.map(name -> "constraint " + name + " refuses null already, so nothing new is asked of it")
                    .or(() -> usage.access().onlyReads()
                            ? Optional.of("a column that is never null reads as before")
                            : Optional.empty());
        }

        @Override
        public String summary() {
            return "make " + column + " not null";
        }

        @Override
        public Recipe recipe() {
            return Recipe.R12;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setNotNull(this);
        }
    }

    /** Recipe R12, off: a row may lack a value. */
    record DropNotNull(ColumnRef column) implements ColumnChange {
        @Override
        public Optional<String> spares(Usage usage) {
            return usage.access() == Access.WRITE
                    ? Optional.of("what always writes a value may go on doing so")
                    : Optional.empty();
        }

        @Override
        public String summary() {
            return "make " + column + " nullable";
        }

        @Override
        public Recipe recipe() {
            return Recipe.R12;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropNotNull(this);
        }
    }

    /** Recipe R16: the column and its values go. */
    record DropColumn(ColumnRef column) implements ColumnChange {
        @Override
        public String summary() {
            return "drop " + column;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R16;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropColumn(this);
        }
    }

    /** Recipe R20: the values are kept encrypted; only the application has the key. */
    record EncryptColumn(ColumnRef column) implements ColumnChange {
        @Override
        public String summary() {
            return "encrypt " + column;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R20;
        }
    }

    /**
     * Recipe R21: a time stamp gets, or loses, its time zone.
     *
     * @param zone the zone that the old values are in; absent when the request does not say
     */
    record ChangeTimeZone(ColumnRef column, String type, Optional<String> zone) implements ColumnChange {
        public ChangeTimeZone {
            Checks.text(type, "type");
        }

        @Override
        public String summary() {
            return "change " + column + " to " + type
                    + zone.map(name -> " from " + name).orElse("");
        }

        @Override
        public Recipe recipe() {
            return Recipe.R21;
        }
    }

    /** Recipe R22: values are sorted, and found equal, by other rules. */
    record ChangeCollation(ColumnRef column, String collation) implements ColumnChange {
        public ChangeCollation {
            Checks.text(collation, "collation");
        }

        @Override
        public String summary() {
            return "change collation of " + column + " to " + collation;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R22;
        }
    }

    /** Recipe R23: keys of a document become columns. */
    record ExtractFromJson(ColumnRef column, List<Part> parts) implements ColumnChange {
        public ExtractFromJson {
            parts = List.copyOf(parts);
        }

        @Override
        public String summary() {
            return "extract " + names(parts) + " from " + column;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R23;
        }
    }

    /** Recipe R24: what a row gets that names no value; absent means no default. */
    record ChangeDefault(ColumnRef column, Optional<String> defaultValue) implements ColumnChange {
        /** Whether the statement makes rows and says nothing of the column, which the default then decides. */
        public boolean decidesFor(Usage usage) {
            return usage.access().writes()
                    && usage.statement()
                            .map(sql -> sql.strip().toLowerCase(Locale.ROOT))
                            .filter(sql -> sql.startsWith("insert") && !names(sql))
                            .isPresent();
        }

        private boolean names(String sql) {
            String name = column.column().toLowerCase(Locale.ROOT);
            return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])")
                    .matcher(sql)
                    .find();
        }

        /** A new default is another value for whoever leaves the column out; none is nothing to rely on. */
        @Override
        public Optional<String> spares(Usage usage) {
            if (defaultValue.isPresent()) {
                return Optional.of("a row is written with another default, or with the same value as before");
            }
            return decidesFor(usage) ? Optional.empty() : Optional.of("it does not rely on the default");
        }

        @Override
        public String summary() {
            return defaultValue
                    .map(value -> "set default of " + column + " to " + value)
                    .orElse("drop default of " + column);
        }

        @Override
        public Recipe recipe() {
            return Recipe.R24;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeDefault(this);
        }
    }

    /** Recipe R25: texts become rows of a lookup table, and the column refers to them. */
    record MoveToLookup(ColumnRef column, TableRef lookup) implements ColumnChange {
        @Override
        public String summary() {
            return "move " + column + " to lookup table " + lookup;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R25;
        }
    }

    /** Recipe R26: a reference to one row becomes rows of a link table. */
    record AllowMany(ColumnRef column, TableRef link) implements ColumnChange {
        @Override
        public String summary() {
            return "turn " + column + " into link table " + link;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R26;
        }
    }

    private static String names(List<Part> parts) {
        return parts.stream().map(Part::name).collect(Collectors.joining(", "));
    }
}
