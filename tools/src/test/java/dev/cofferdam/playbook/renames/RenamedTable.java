package dev.cofferdam.playbook.renames;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.TableRef;

/** A table {@code t} with a column {@code old}, and the value that row i gets. */
public enum RenamedTable {
    PLAIN("CREATE TABLE t (id int PRIMARY KEY, old text)", "'v' || i"),
    NULLABLE_WITH_NULLS("CREATE TABLE t (id int PRIMARY KEY, old text)", "CASE WHEN i % 3 = 0 THEN 'v' || i END"),
    REQUIRED(
            "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, old varchar(20) NOT NULL)",
            "'v' || i"),
    WITH_DEFAULT("CREATE TABLE t (id serial PRIMARY KEY, old integer NOT NULL DEFAULT 7)", "i"),
    UNIQUE_AND_CHECKED("CREATE TABLE t (id int PRIMARY KEY, old text UNIQUE CHECK (length(old) > 1))", "'v' || i"),
    INDEXED_TWICE(
            "CREATE TABLE t (id int PRIMARY KEY, other int, old text); CREATE INDEX t_both ON t (other, old DESC);"
                    + " CREATE UNIQUE INDEX t_lower ON t (lower(old)) WHERE old <> ''",
            "'v' || i"),
    REFERENCING(
            "CREATE TABLE parent (id int PRIMARY KEY); INSERT INTO parent SELECT generate_series(1, 40);"
                    + " CREATE TABLE t (id int PRIMARY KEY, old int REFERENCES parent (id) ON DELETE CASCADE)",
            "1 + i % 40"),
    SEEN_BY_VIEWS(
            "CREATE TABLE t (id int PRIMARY KEY, old text); CREATE VIEW v AS SELECT id, old FROM t WHERE old <> 'x';"
                    + " CREATE VIEW w AS SELECT old AS shown FROM v",
            "'v' || i"),
    COMPOSITE_KEY("CREATE TABLE t (a text, b uuid, id int, old text, PRIMARY KEY (a, b))", "'v' || i"),
    WITHOUT_EQUALITY("CREATE TABLE t (id int PRIMARY KEY, old json)", "json_build_object('i', i)"),
    LOOSE_EQUALITY("CREATE EXTENSION citext; CREATE TABLE t (id int PRIMARY KEY, old citext UNIQUE)", "'V' || i"),
    COMMENTED("CREATE TABLE t (id int PRIMARY KEY, old text); COMMENT ON COLUMN t.old IS 'it''s old'", "'v' || i"),
    UNIQUE_WITH_NULLS_ALIKE(
            "CREATE TABLE t (id int PRIMARY KEY, kind int, old text, CONSTRAINT t_once UNIQUE NULLS NOT DISTINCT (kind, old))",
            "'v' || i"),
    NOT_VALIDATED(
            "CREATE TABLE t (id int PRIMARY KEY, old int); ALTER TABLE t ADD CONSTRAINT big CHECK (old > 0) NOT VALID",
            "i"),
    AWKWARD_NAMES(
            "CREATE SCHEMA \"my shop\"; CREATE TABLE \"my shop\".\"Order\" (\"ID\" int PRIMARY KEY, \"100% Name\" text NOT NULL UNIQUE"
                    + " CHECK (\"100% Name\" <> 'o''clock')); CREATE INDEX ON \"my shop\".\"Order\" (lower(\"100% Name\"))",
            "'v' || i"),
    MIXED_CASE_NAMES(
            "CREATE SCHEMA \"Sales\"; CREATE TABLE \"Sales\".\"Person\" (\"fullName\" text PRIMARY KEY);"
                    + " INSERT INTO \"Sales\".\"Person\" SELECT 'v' || i FROM generate_series(1, 40) AS i;"
                    + " CREATE TABLE \"Sales\".\"Owner\" (\"Id\" int PRIMARY KEY, \"fullName\" text NOT NULL DEFAULT 'v1'"
                    + " REFERENCES \"Sales\".\"Person\" (\"fullName\"));"
                    + " CREATE INDEX \"byName\" ON \"Sales\".\"Owner\" (\"fullName\");"
                    + " CREATE VIEW \"Sales\".\"Shown\" AS SELECT \"Id\", \"fullName\" FROM \"Sales\".\"Owner\"",
            "'v' || (1 + i % 40)"),
    LONG_NAMES(
            "CREATE TABLE " + "t".repeat(63) + " (id int PRIMARY KEY, " + "c".repeat(63) + " text NOT NULL, UNIQUE ("
                    + "c".repeat(63) + "))",
            "'v' || i");

    public static final int ROWS = 12_000;

    private final String ddl;
    private final String value;

    RenamedTable(String ddl, String value) {
        this.ddl = ddl;
        this.value = value;
    }

    public ColumnChange.RenameColumn rename() {
        return switch (this) {
            case AWKWARD_NAMES ->
                new ColumnChange.RenameColumn(TableRef.of("my shop", "Order").column("100% Name"), "select");
            case MIXED_CASE_NAMES ->
                new ColumnChange.RenameColumn(TableRef.of("Sales", "Owner").column("fullName"), "user");
            case LONG_NAMES ->
                new ColumnChange.RenameColumn(TableRef.of("t".repeat(63)).column("c".repeat(63)), "d".repeat(63));
            default -> new ColumnChange.RenameColumn(TableRef.of("t").column("old"), "fresh");
        };
    }

    public String ddl() {
        return ddl;
    }

    private String sql() {
        return switch (this) {
            case AWKWARD_NAMES -> "\"my shop\".\"Order\"";
            case MIXED_CASE_NAMES -> "\"Sales\".\"Owner\"";
            default -> rename().table().name();
        };
    }

    private String key() {
        return switch (this) {
            case AWKWARD_NAMES -> "\"ID\"";
            case MIXED_CASE_NAMES -> "\"Id\"";
            default -> "id";
        };
    }

    /** A query for one text that changes when any value of the column does. */
    String checksum(String column) {
        return "SELECT md5(string_agg(\"" + column + "\"::text, ',' ORDER BY " + key() + ")) FROM " + sql();
    }

    public String fill() {
        String others =
                switch (this) {
                    case COMPOSITE_KEY -> "INSERT INTO t (a, b, id, old) SELECT 'k' || i % 7, gen_random_uuid(), i, ";
                    case REQUIRED -> "INSERT INTO t (old) SELECT ";
                    case INDEXED_TWICE -> "INSERT INTO t (id, other, old) SELECT i, i % 5, ";
                    case UNIQUE_WITH_NULLS_ALIKE -> "INSERT INTO t (id, kind, old) SELECT i, i % 5, ";
                    case PLAIN,
                            NULLABLE_WITH_NULLS,
                            WITH_DEFAULT,
                            UNIQUE_AND_CHECKED,
                            REFERENCING,
                            SEEN_BY_VIEWS,
                            WITHOUT_EQUALITY,
                            LOOSE_EQUALITY,
                            COMMENTED,
                            NOT_VALIDATED -> "INSERT INTO t (id, old) SELECT i, ";
                    case AWKWARD_NAMES, MIXED_CASE_NAMES, LONG_NAMES -> "INSERT INTO " + sql() + " SELECT i, ";
                };
        return others + value + " FROM generate_series(1, " + ROWS + ") AS i";
    }
}
