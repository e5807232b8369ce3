package dev.cofferdam.domain;

import java.util.List;

/** Changes of a table as a whole. */
public sealed interface TableChange extends Change {
    @Override
    default List<ColumnRef> columns() {
        return List.of();
    }

    @Override
    default <R> R accept(Visitor<R> visitor) {
        return visitor.withoutPlaybook(this);
    }

    /** Recipe R2: only the name changes. */
    record RenameTable(TableRef table, String newName) implements TableChange {
        public RenameTable {
            Checks.text(newName, "new table name");
        }

        @Override
        public String summary() {
            return "rename table " + table + " to " + newName;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R2;
        }
    }

    /** Recipe R9: some columns move to a new table with the same key. */
    record SplitTable(TableRef table, List<String> columnNames, TableRef target) implements TableChange {
        public SplitTable {
            columnNames = Checks.names(columnNames, "columns");
        }

        @Override
        public List<ColumnRef> columns() {
            return columnNames.stream().map(table::column).toList();
        }

        @Override
        public String summary() {
            return "split " + String.join(", ", columnNames) + " of " + table + " into table " + target;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R9;
        }
    }

    /** Recipe R10: the rows of this table move to another one. */
    record MergeTables(TableRef table, TableRef target) implements TableChange {
        @Override
        public String summary() {
            return "merge table " + table + " into " + target;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R10;
        }
    }

    /** Recipe R16: the table and its rows go. */
    record DropTable(TableRef table) implements TableChange {
        @Override
        public String summary() {
            return "drop table " + table;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R16;
        }
    }

    /**
     * Recipe R17: the rows are kept in partitions.
     *
     * @param by as DDL writes it: {@code RANGE (created_at)}
     */
    record PartitionTable(TableRef table, String by) implements TableChange {
        public PartitionTable {
            Checks.text(by, "partition key");
        }

        @Override
        public String summary() {
            return "partition table " + table + " by " + by;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R17;
        }
    }

    /** Recipe R27: the rows move to another database. */
    record MoveTable(TableRef table, String destination) implements TableChange {
        public MoveTable {
            Checks.text(destination, "destination");
        }

        @Override
        public String summary() {
            return "move table " + table + " to " + destination;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R27;
        }
    }

    /** Recipe R28: the rows are written anew, so that the table takes less room. */
    record RebuildTable(TableRef table) implements TableChange {
        @Override
        public String summary() {
            return "rebuild table " + table;
        }

        @Override
        public Recipe recipe() {
            return Recipe.R28;
        }
    }
}
