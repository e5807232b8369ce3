package dev.cofferdam.domain;

/** What the schema is to become, typed. One record for each kind of change; recipes R1-R28 of the playbooks. */
public sealed interface Change {
    TableRef table();

    /** One line for titles and folder names: {@code rename owners.telephone to phone_number}. */
    String summary();

    <R> R accept(Visitor<R> visitor);

    /** Recipe R1: the column keeps its type, its values and its meaning; only the name changes. */
    record RenameColumn(ColumnRef column, String newName) implements Change {
        public RenameColumn {
            Checks.text(newName, "new column name");
        }

        @Override
        public TableRef table() {
            return column.table();
        }

        public ColumnRef renamed() {
            return column.table().column(newName);
        }

        @Override
        public String summary() {
            return "rename " + column + " to " + newName;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameColumn(this);
        }
    }

    /** A new kind of change breaks every visitor at compile time. */
    interface Visitor<R> {
        R renameColumn(RenameColumn change);
    }
}
