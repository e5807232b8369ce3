package dev.cofferdam.domain;

/** A column of a table, by the names the server stores. */
public record ColumnRef(TableRef table, String column) {

    public ColumnRef {
        Checks.text(column, "column name");
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
