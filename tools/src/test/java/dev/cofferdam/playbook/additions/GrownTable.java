package dev.cofferdam.playbook.additions;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.TableRef;
import java.util.Optional;

/** A column that table {@code t} is to get. */
public enum GrownTable {
    OPTIONAL("text", true, ""),
    CONSTANT("varchar(20)", false, "'new'"),
    OPTIONAL_CONSTANT("integer", true, "7"),
    CLOCK("timestamptz", false, "now()"),
    RANDOM("uuid", false, "gen_random_uuid()"),
    AWKWARD_TEXT("text", false, "(md5(random()::text) || '--;X')"),
    OPTIONAL_RANDOM("uuid", true, "gen_random_uuid()"),
    COUNTED("bigint", false, "nextval('numbers')"),
    OWN_FUNCTION("text", false, "code()"),
    REQUIRED("text", false, ""),
    ARRAY("text[]", false, "'{}'"),
    AWKWARD_NAMES("text", false, "md5(random()::text)");

    private static final int ROWS = 6_000;

    private final String type;
    private final boolean nullable;
    private final String defaultValue;

    GrownTable(String type, boolean nullable, String defaultValue) {
        this.type = type;
        this.nullable = nullable;
        this.defaultValue = defaultValue;
    }

    public ColumnChange.AddColumn add() {
        TableRef table = this == AWKWARD_NAMES ? TableRef.of("my shop", "Order") : TableRef.of("t");
        return new ColumnChange.AddColumn(
                table.column(this == AWKWARD_NAMES ? "select" : "fresh"),
                type,
                nullable,
                Optional.of(defaultValue).filter(value -> !value.isEmpty()));
    }

    String sql() {
        return this == AWKWARD_NAMES ? "\"my shop\".\"Order\"" : "t";
    }

    public String ddl() {
        return "CREATE SEQUENCE numbers; CREATE FUNCTION code() RETURNS text LANGUAGE sql AS 'SELECT md5(random()::text)';"
                + " CREATE SCHEMA \"my shop\"; CREATE TABLE " + sql()
                + " (a text, id int, body text NOT NULL, PRIMARY KEY (a, id))";
    }

    String fill() {
        return "INSERT INTO " + sql() + " SELECT 'k' || i % 7, i, 'v' || i FROM generate_series(1, " + ROWS + ") AS i";
    }

    boolean isFilled() {
        return add().defaultValue()
                .filter(value -> value.contains("(") && !value.equals("now()"))
                .isPresent();
    }
}
