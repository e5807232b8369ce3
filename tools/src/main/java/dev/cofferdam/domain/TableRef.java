package dev.cofferdam.domain;

import java.util.Optional;

/**
 * A table by the name the server stores (unquoted identifiers folded to lower case, PostgreSQL docs 4.1.1). No schema means
 * the first one of the search path.
 */
public record TableRef(Optional<String> schema, String name) implements Comparable<TableRef> {

    public TableRef {
        Checks.text(name, "table name");
    }

    public static TableRef of(String name) {
        return new TableRef(Optional.empty(), name);
    }

    public static TableRef of(String schema, String name) {
        return new TableRef(Optional.of(schema), name);
    }

    /** The same table, whether or not {@code public} is written out. */
    public boolean isSameTable(TableRef other) {
        return name.equals(other.name) && schema.orElse("public").equals(other.schema.orElse("public"));
    }

    /** The same table, with its schema only where that is not {@code public}: equal for all spellings of one table. */
    public TableRef withoutPublic() {
        return schema.equals(Optional.of("public")) ? of(name) : this;
    }

    public ColumnRef column(String column) {
        return new ColumnRef(this, column);
    }

    @Override
    public int compareTo(TableRef other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return schema.map(s -> s + "." + name).orElse(name);
    }
}
