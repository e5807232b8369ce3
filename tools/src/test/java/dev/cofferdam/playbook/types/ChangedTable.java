package dev.cofferdam.playbook.types;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.TableRef;
import java.util.Optional;

/** A table {@code t} with a column {@code old}, the value that row i gets, and the type it is to get; each form in several shapes. */
public enum ChangedTable {
    LONGER_TEXT("CREATE TABLE t (id int PRIMARY KEY, old varchar(20) UNIQUE)", "'v' || i", "varchar(40)"),
    LONGER_NUMBER(
            "CREATE TABLE t (id int PRIMARY KEY, old numeric(10,2) NOT NULL DEFAULT 1)", "i / 4.0", "numeric(12,2)"),
    WIDER_CHECKED(
            "CREATE TABLE t (id int PRIMARY KEY, old varchar(20) NOT NULL CHECK (length(old) > 1))",
            "'v' || i",
            "text"),
    WIDER_INTEGER("CREATE TABLE t (id int PRIMARY KEY, old int)", "CASE WHEN i % 3 = 0 THEN i END", "bigint"),
    WIDER_REQUIRED(
            "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, old int NOT NULL DEFAULT 7 CHECK (old > 0));"
                    + " COMMENT ON COLUMN t.old IS 'it''s old'",
            "i",
            "bigint"),
    WIDER_INDEXED(
            "CREATE TABLE t (id int PRIMARY KEY, other int, old smallint); CREATE INDEX t_both ON t (other, old DESC);"
                    + " CREATE UNIQUE INDEX t_once ON t (id, (old + 1)) WHERE old > 5; ALTER TABLE t ADD CONSTRAINT t_pair UNIQUE (id, old)",
            "i % 1000",
            "numeric"),
    WIDER_REFERENCING(
            "CREATE TABLE parent (id bigint PRIMARY KEY); INSERT INTO parent SELECT generate_series(1, 40);"
                    + " CREATE TABLE t (id int PRIMARY KEY, old int REFERENCES parent (id) ON DELETE CASCADE)",
            "1 + i % 40",
            "bigint"),
    WIDER_FLOAT("CREATE TABLE t (a text, b uuid, id int, old real, PRIMARY KEY (a, b))", "i / 3.0", "double precision"),
    WIDER_AWKWARD(
            "CREATE SCHEMA \"my shop\"; CREATE TABLE \"my shop\".\"Order\" (\"ID\" int PRIMARY KEY, \"100% Name\" int NOT NULL UNIQUE"
                    + " CHECK (\"100% Name\" <> 0)); CREATE INDEX ON \"my shop\".\"Order\" ((\"100% Name\" + 1))",
            "i", "bigint"),
    WIDER_LONG(
            "CREATE TABLE " + "t".repeat(63) + " (id int PRIMARY KEY, " + "c".repeat(63) + " int NOT NULL, UNIQUE ("
                    + "c".repeat(63) + "))",
            "i",
            "bigint"),
    /** Views upon views with options, comments and rights; a trigger that names the column. */
    LONGER_READ(
            "CREATE TABLE t (id int PRIMARY KEY, old varchar(20));" + Hanging.ON_THE_COLUMN, "'v' || i", "varchar(40)"),
    WIDER_READ(
            "CREATE TABLE t (id int PRIMARY KEY, other int, old int NOT NULL);" + Hanging.ON_THE_COLUMN
                    + "CREATE STATISTICS t_both ON other, old FROM t; ALTER TABLE t ALTER old SET STATISTICS 500;"
                    + "GRANT UPDATE (old) ON t TO cofferdam_app;"
                    + "ALTER TABLE t ADD CONSTRAINT t_positive CHECK (old > 0); COMMENT ON CONSTRAINT t_positive ON t IS 'no debts';"
                    + "CREATE INDEX t_old ON t (old); COMMENT ON INDEX t_old IS 'for the report'",
            "i",
            "bigint"),
    WIDER_NUMBERED("CREATE TABLE t (id int PRIMARY KEY, old serial)", "i", "bigint"),
    FLAG_BY_DEFAULT("CREATE TABLE t (id int PRIMARY KEY, old int NOT NULL DEFAULT 0)", "i % 2", "boolean", "fresh"),
    TEXT_BY_DEFAULT("CREATE TABLE t (id int PRIMARY KEY, old varchar(9) DEFAULT '7')", "i::text", "integer", "fresh"),
    /** What the view shows keeps its type, because the view says it. */
    NUMBER_READ(
            "CREATE TABLE t (id int PRIMARY KEY, old varchar(9)); CREATE VIEW v AS SELECT id, old::text AS shown FROM t;"
                    + "GRANT SELECT ON v TO cofferdam_app",
            "i::text",
            "integer",
            "fresh"),
    TEXT_TO_NUMBER("CREATE TABLE t (id int PRIMARY KEY, old text)", "'0' || i", "integer", "fresh"),
    TEXT_TO_REQUIRED_NUMBER(
            "CREATE TABLE t (id int PRIMARY KEY, old varchar(12) NOT NULL UNIQUE); CREATE INDEX ON t (old DESC)",
            "i::text",
            "bigint",
            "fresh"),
    NUMBER_TO_TEXT(
            "CREATE TABLE t (id int PRIMARY KEY, old int NOT NULL CHECK (old IS DISTINCT FROM NULL))",
            "i",
            "text",
            "fresh"),
    TEXT_TO_DATE(
            "CREATE TABLE t (id int PRIMARY KEY, old text)", "(date '2020-01-01' + i % 400)::text", "date", "fresh"),
    JSON_TO_JSONB("CREATE TABLE t (id int PRIMARY KEY, old json)", "json_build_object('i', i)", "jsonb", "fresh"),
    NUMBER_TO_BOOLEAN("CREATE TABLE t (id int PRIMARY KEY, old int NOT NULL)", "i % 2", "boolean", "fresh"),
    WITH_EXPRESSION(
            "CREATE TABLE t (id int PRIMARY KEY, old text)",
            "CASE WHEN i % 5 = 0 THEN '' ELSE i::text END",
            "integer",
            "fresh",
            "NULLIF(old, '')::int"),
    IN_A_ZONE(
            "CREATE TABLE t (id int PRIMARY KEY, old timestamp NOT NULL)",
            "timestamp '2020-01-01' + i * interval '1 hour'",
            "timestamptz",
            "fresh",
            "old AT TIME ZONE 'Europe/Amsterdam'"),
    AWKWARD_NUMBER(
            "CREATE SCHEMA \"my shop\"; CREATE TABLE \"my shop\".\"Order\" (\"ID\" int PRIMARY KEY, \"100% Name\" text NOT NULL UNIQUE)",
            "i::text", "integer", "select");

    /** One batch is enough here: batches do not know types. */
    static final int ROWS = 1_500;

    private final String ddl;
    private final String value;
    private final String type;
    private final Optional<String> newName;
    private final Optional<String> using;

    ChangedTable(String ddl, String value, String type) {
        this(ddl, value, type, Optional.empty(), Optional.empty());
    }

    ChangedTable(String ddl, String value, String type, String newName) {
        this(ddl, value, type, Optional.of(newName), Optional.empty());
    }

    ChangedTable(String ddl, String value, String type, String newName, String using) {
        this(ddl, value, type, Optional.of(newName), Optional.of(using));
    }

    ChangedTable(String ddl, String value, String type, Optional<String> newName, Optional<String> using) {
        this.ddl = ddl;
        this.value = value;
        this.type = type;
        this.newName = newName;
        this.using = using;
    }

    public ColumnChange.ChangeType change() {
        return new ColumnChange.ChangeType(table().column(column()), type, using, newName);
    }

    private TableRef table() {
        return switch (this) {
            case WIDER_AWKWARD, AWKWARD_NUMBER -> TableRef.of("my shop", "Order");
            case WIDER_LONG -> TableRef.of("t".repeat(63));
            default -> TableRef.of("t");
        };
    }

    String column() {
        return switch (this) {
            case WIDER_AWKWARD, AWKWARD_NUMBER -> "100% Name";
            case WIDER_LONG -> "c".repeat(63);
            default -> "old";
        };
    }

    /** The column's name when the plan is over. */
    String columnAtTheEnd() {
        return newName.orElse(column());
    }

    String sql() {
        return table().schema().isPresent() ? "\"my shop\".\"Order\"" : table().name();
    }

    public String ddl() {
        return ddl;
    }

    /** A query for one text that changes when any value of the column does. */
    String checksum(String column) {
        return "SELECT md5(string_agg(\"" + column + "\"::text, ',' ORDER BY 1)) FROM (SELECT * FROM " + sql()
                + " ORDER BY " + (table().schema().isPresent() ? "\"ID\"" : "id") + ") AS s";
    }

    String fill() {
        String columns =
                switch (this) {
                    case WIDER_FLOAT -> "t (a, b, id, old) SELECT 'k' || i % 7, gen_random_uuid(), i, ";
                    case WIDER_REQUIRED -> "t (old) SELECT ";
                    case WIDER_INDEXED, WIDER_READ -> "t (id, other, old) SELECT i, i % 5, ";
                    default -> sql() + " SELECT i, ";
                };
        return "INSERT INTO " + columns + value + " FROM generate_series(1, " + ROWS + ") AS i";
    }

    /** Apart, because a constant of an enum may not read the enum's own fields. */
    private static final class Hanging {
        /** Everything that is bound to a column and has to make way for its type. */
        private static final String ON_THE_COLUMN = """
            CREATE VIEW a WITH (security_barrier=true) AS SELECT id, old FROM t WHERE old IS NOT NULL;
            COMMENT ON VIEW a IS 'it''s read'; COMMENT ON COLUMN a.old IS 'shown'; GRANT SELECT, INSERT ON a TO cofferdam_app;
            ALTER VIEW a ALTER COLUMN id SET DEFAULT 7;
            CREATE VIEW "Z z" AS SELECT count(*) AS many FROM a; GRANT SELECT ON "Z z" TO PUBLIC;
            CREATE VIEW m AS SELECT id FROM "Z z", a;
            CREATE FUNCTION seen() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER on_change AFTER UPDATE OF old ON t FOR EACH ROW EXECUTE FUNCTION seen();
            ALTER TABLE t DISABLE TRIGGER on_change;
            """;
    }
}
