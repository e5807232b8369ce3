package dev.cofferdam.domain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Changes of what the rows of a table must satisfy together. */
public sealed interface ConstraintChange extends Change {
    /** Names of the columns of today that it is about, in the constraint's order. */
    List<String> columnNames();

    @Override
    default List<ColumnRef> columns() {
        return columnNames().stream().map(table()::column).toList();
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.withoutPlaybook(this);
    }

    /**
     * Recipe R13: no two rows may be alike in these columns.
     *
     * @param name the constraint's, else the server's choice
     * @param index name of the unique index over just these columns, when the schema has one: it refuses duplicates already, and becomes the
     *     constraint's
     */
    record AddUnique(TableRef table, List<String> columnNames, Optional<String> name, Optional<String> index)
            implements ConstraintChange {
        public AddUnique {
            columnNames = Checks.names(columnNames, "columns");
        }

        /** No index refuses duplicates yet. */
        public AddUnique(TableRef table, List<String> columnNames, Optional<String> name) {
            this(table, columnNames, name, Optional.empty());
        }

        @Override
        public Optional<String> spares(Usage usage) {
            return index.map(built -> "index " + built + " refuses duplicates already, so nothing new is asked of it")
                    .or(() -> usage.access().onlyReads()
                            ? Optional.of("rows that are unique read as before")
                            : Optional.empty());
        }

        @Override
        public String summary() {
            return "add unique (" + String.join(", ", columnNames) + ") on " + table;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R13;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addUnique(this);
        }
    }

    /**
     * Recipe R14: rows may be alike again in these columns.
     *
     * @param name of the constraint or index that refuses duplicates; known once the schema is
     */
    record DropUnique(TableRef table, List<String> columnNames, Optional<String> name) implements ConstraintChange {
        public DropUnique {
            columnNames = Checks.names(columnNames, "columns");
        }

        /** Whatever makes them unique. */
        public DropUnique(TableRef table, List<String> columnNames) {
            this(table, columnNames, Optional.empty());
        }

        /** Who takes one row for granted, and who names the uniqueness: ON CONFLICT needs an index on just these columns. */
        @Override
        public Optional<String> spares(Usage usage) {
            return asksForOne(usage) || names(usage)
                    ? Optional.empty()
                    : Optional.of("it does not ask for the one row of a value");
        }

        private static boolean asksForOne(Usage usage) {
            return usage.access().reads() && usage.style() == Style.DERIVED_QUERY;
        }

        private boolean names(Usage usage) {
            String sql = usage.statement().orElse("").toLowerCase(Locale.ROOT);
            return sql.contains("on conflict")
                    || usage.access().reads()
                            && columnNames.stream().anyMatch(name -> Pattern.compile("(?<![\\w$])"
                                            + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "\\s*=\\s*[:?$]")
                                    .matcher(sql)
                                    .find());
        }

        @Override
        public String summary() {
            return "drop unique (" + String.join(", ", columnNames) + ") on " + table;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R14;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropUnique(this);
        }
    }

    /** Recipe R14: uniqueness moves from some columns to others. */
    record ReplaceUnique(TableRef table, List<String> columnNames, List<String> newColumnNames)
            implements ConstraintChange {
        public ReplaceUnique {
            columnNames = Checks.names(columnNames, "columns");
            newColumnNames = Checks.names(newColumnNames, "new columns");
        }

        @Override
        public String summary() {
            return "replace unique (" + String.join(", ", columnNames) + ") on " + table + " by ("
                    + String.join(", ", newColumnNames) + ")";
        }

        @Override
        public Recipe recipe() {
            return Recipe.R14;
        }
    }

    /**
     * Recipe R15: the columns must name a row of the other table.
     *
     * @param referencedNames columns of the other table; its primary key when empty
     * @param onDelete the action, such as {@code CASCADE}; none when absent
     * @param name the constraint's, else the server's choice
     */
    record AddForeignKey(
            TableRef table,
            List<String> columnNames,
            TableRef referenced,
            List<String> referencedNames,
            Optional<String> onDelete,
            Optional<String> name)
            implements ConstraintChange {
        public AddForeignKey {
            columnNames = Checks.names(columnNames, "columns");
            referencedNames = List.copyOf(referencedNames);
        }

        @Override
        public Optional<String> spares(Usage usage) {
            return usage.access().onlyReads()
                    ? Optional.of("what refers to a row that is there reads as before")
                    : Optional.empty();
        }

        @Override
        public String summary() {
            return "add foreign key (" + String.join(", ", columnNames) + ") from " + table + " to " + referenced
                    + onDelete.map(action -> " on delete " + action).orElse("");
        }

        @Override
        public Recipe recipe() {
            return Recipe.R15;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addForeignKey(this);
        }
    }

    /** Recipe R15: the constraint goes, the columns stay. */
    record DropForeignKey(TableRef table, List<String> columnNames, Optional<String> name) implements ConstraintChange {
        public DropForeignKey {
            columnNames = Checks.namesIfAny(columnNames, "columns");
        }

        @Override
        public Optional<String> spares(Usage usage) {
            return Optional.of("the columns stay, and no value of theirs is refused that was not before");
        }

        @Override
        public String summary() {
            return "drop foreign key " + name.orElseGet(() -> "(" + String.join(", ", columnNames) + ")") + " of "
                    + table;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R15;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropForeignKey(this);
        }
    }

    /**
     * Recipe R30: every row has to meet a condition.
     *
     * @param columnNames the columns that the condition names
     * @param condition as DDL writes it within CHECK's parentheses
     * @param name the constraint's, else the server's choice
     */
    record AddCheck(TableRef table, List<String> columnNames, String condition, Optional<String> name)
            implements ConstraintChange {
        public AddCheck {
            columnNames = Checks.namesIfAny(columnNames, "columns");
            Checks.text(condition, "condition");
        }

        @Override
        public Optional<String> spares(Usage usage) {
            return usage.access().onlyReads()
                    ? Optional.of("rows that meet the condition read as before")
                    : Optional.empty();
        }

        @Override
        public String summary() {
            return "add check (" + condition + ") on " + table;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R30;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addCheck(this);
        }
    }

    /** Recipe R30: rows may be again what the condition forbade. */
    record DropCheck(TableRef table, List<String> columnNames, String name) implements ConstraintChange {
        public DropCheck {
            columnNames = Checks.namesIfAny(columnNames, "columns");
            Checks.text(name, "constraint name");
        }

        @Override
        public Optional<String> spares(Usage usage) {
            return usage.access() == Access.WRITE
                    ? Optional.of("what met the condition may go on doing so")
                    : Optional.empty();
        }

        @Override
        public String summary() {
            return "drop check " + name + " of " + table;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R30;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropCheck(this);
        }
    }

    /** Recipe R18: other columns identify a row. */
    record ChangePrimaryKey(TableRef table, List<String> columnNames) implements ConstraintChange {
        public ChangePrimaryKey {
            columnNames = Checks.names(columnNames, "columns");
        }

        @Override
        public String summary() {
            return "change primary key of " + table + " to (" + String.join(", ", columnNames) + ")";
        }

        @Override
        public Recipe recipe() {
            return Recipe.R18;
        }
    }
}
