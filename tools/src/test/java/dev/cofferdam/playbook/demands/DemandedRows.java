package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.util.List;
import java.util.Optional;

/** Tables with rows that do not keep to a demand, and what their owner decides about these. */
public enum DemandedRows {
    NULLS(
            "CREATE TABLE t (id int PRIMARY KEY, c text); INSERT INTO t SELECT i, CASE WHEN i % 3 > 0 THEN 'v' || i END FROM generate_series(1, 90) i",
            notNull("t", "c"), "UPDATE t SET c = 'unknown' WHERE c IS NULL"),
    NULLS_AND_A_DEFAULT(
            "CREATE TABLE t (id bigserial PRIMARY KEY, c varchar(9) DEFAULT 'it''s'); INSERT INTO t (c) SELECT CASE WHEN i % 3 > 0 THEN 'v' || i END"
                    + " FROM generate_series(1, 11000) i",
            notNull("t", "c"), ""),
    NULLS_AND_A_DEFAULT_OF_EACH_ROW(
            "CREATE TABLE t (id int PRIMARY KEY, c uuid DEFAULT gen_random_uuid()); INSERT INTO t SELECT i, NULL FROM generate_series(1, 9) i",
            notNull("t", "c"),
            "UPDATE t SET c = md5(id::text)::uuid WHERE c IS NULL"),
    NULLS_WITHOUT_A_KEY(
            "CREATE TABLE t (c int DEFAULT 7); INSERT INTO t SELECT NULL FROM generate_series(1, 9)",
            notNull("t", "c"),
            "UPDATE t SET c = 0 WHERE c IS NULL"),
    NULLS_UNDER_A_COMPOSITE_KEY(
            "CREATE TABLE t (a text, b uuid DEFAULT gen_random_uuid(), c int DEFAULT -1, PRIMARY KEY (a, b));"
                    + " INSERT INTO t (a, c) SELECT 'k' || i % 5, NULL FROM generate_series(1, 60) i",
            notNull("t", "c"), ""),
    NULLS_AMONG_DEPENDENTS(
            "CREATE TABLE p (k int PRIMARY KEY); INSERT INTO p VALUES (0), (1);"
                    + " CREATE TABLE t (id int PRIMARY KEY, c int DEFAULT 0 REFERENCES p ON DELETE CASCADE CHECK (c < 9));"
                    + " CREATE INDEX ON t (c) WHERE c > 0; CREATE VIEW v AS SELECT id, c FROM t; COMMENT ON COLUMN t.c IS 'why';"
                    + " INSERT INTO t SELECT i, CASE WHEN i % 2 = 0 THEN 1 END FROM generate_series(1, 40) i",
            notNull("t", "c"), ""),
    NULLS_IN_AWKWARD_NAMES(
            "CREATE SCHEMA \"my shop\"; CREATE TABLE \"my shop\".\"Order\" (\"ID\" int PRIMARY KEY, \"100% Name\" text DEFAULT 'x');"
                    + " INSERT INTO \"my shop\".\"Order\" SELECT i, NULL FROM generate_series(1, 30) i",
            new ColumnChange.SetNotNull(TableRef.of("my shop", "Order").column("100% Name")), ""),
    NULLS_IN_LONG_NAMES(
            "CREATE TABLE " + "t".repeat(63) + " (id int PRIMARY KEY, " + "c".repeat(63) + " int, CONSTRAINT "
                    + "t".repeat(26) + "_" + "c".repeat(27) + "_not_null CHECK (id > 0)); INSERT INTO " + "t".repeat(63)
                    + " VALUES (1, NULL)",
            notNull("t".repeat(63), "c".repeat(63)),
            "UPDATE " + "t".repeat(63) + " SET " + "c".repeat(63) + " = 1"),
    NULLS_REFUSED_ALREADY(
            "CREATE TABLE t (id int PRIMARY KEY, c text CONSTRAINT present CHECK (c IS NOT NULL)); INSERT INTO t VALUES (1, 'x')",
            new ColumnChange.SetNotNull(TableRef.of("t").column("c"), Optional.of("present")),
            ""),
    NO_ROWS("CREATE TABLE t (id int PRIMARY KEY, c text)", notNull("t", "c"), ""),
    DUPLICATES(
            "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL); INSERT INTO t SELECT i, 'v' || i / 2 FROM generate_series(1, 90) i",
            unique("t", "a"),
            "DELETE FROM t AS gone USING t AS kept WHERE gone.a = kept.a AND gone.id > kept.id"),
    DUPLICATES_AND_NULLS(
            "CREATE TABLE t (id int PRIMARY KEY, a int, b text); INSERT INTO t SELECT i, CASE WHEN i % 3 > 0 THEN i / 6 END, 'b'"
                    + " FROM generate_series(1, 90) i",
            unique("t", "a", "b"), "UPDATE t SET b = b || id"),
    DUPLICATES_WITHOUT_A_KEY(
            "CREATE TABLE t (a int); INSERT INTO t SELECT i / 2 FROM generate_series(1, 9) i",
            unique("t", "a"),
            "DELETE FROM t AS gone USING t AS kept WHERE gone.a = kept.a AND gone.ctid > kept.ctid"),
    DUPLICATES_OF_LOOSE_EQUALITY(
            "CREATE EXTENSION citext; CREATE TABLE t (id int PRIMARY KEY, a citext); INSERT INTO t VALUES (1, 'x'), (2, 'X')",
            unique("t", "a"),
            "UPDATE t SET a = 'y' WHERE id = 2"),
    DUPLICATES_BESIDE_INDEXES(
            "CREATE TABLE t (id int PRIMARY KEY, a int, b int); CREATE INDEX t_plain ON t (a, b); CREATE UNIQUE INDEX t_few ON t (a, b) WHERE a > 99;"
                    + " CREATE UNIQUE INDEX t_turned ON t (b, a); INSERT INTO t SELECT i, i, i FROM generate_series(1, 90) i",
            unique("t", "a", "b"),
            ""),
    DUPLICATES_REFUSED_BY_AN_INDEX_THAT_KEYS_REST_ON(
            "CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL); CREATE UNIQUE INDEX t_a ON t (a); INSERT INTO t SELECT i, i FROM generate_series(1, 90) i;"
                    + " CREATE TABLE u (x int REFERENCES t (a) ON DELETE CASCADE); INSERT INTO u SELECT a FROM t;"
                    + " CREATE TABLE w (x int); ALTER TABLE w ADD CONSTRAINT later FOREIGN KEY (x) REFERENCES t (a) NOT VALID",
            new ConstraintChange.AddUnique(TableRef.of("t"), List.of("a"), Optional.of("t_one"), Optional.of("t_a")),
            ""),
    DUPLICATES_UNDER_A_GIVEN_NAME(
            "CREATE SCHEMA \"Sales\"; CREATE TABLE \"Sales\".\"Person\" (\"Id\" int PRIMARY KEY, \"fullName\" text);"
                    + " INSERT INTO \"Sales\".\"Person\" VALUES (1, 'x'), (2, 'x')",
            new ConstraintChange.AddUnique(
                    TableRef.of("Sales", "Person"), List.of("fullName"), Optional.of("One Name")),
            "DELETE FROM \"Sales\".\"Person\" WHERE \"Id\" = 2"),
    DUPLICATES_IN_LONG_NAMES(
            "CREATE TABLE " + "t".repeat(63) + " (id int PRIMARY KEY, " + "c".repeat(63) + " int); CREATE SEQUENCE "
                    + "t".repeat(29) + "_" + "c".repeat(29) + "_key; INSERT INTO " + "t".repeat(63) + " VALUES (1, 1)",
            unique("t".repeat(63), "c".repeat(63)),
            ""),
    DUPLICATES_REFUSED_ALREADY(
            "CREATE TABLE t (id int PRIMARY KEY, a int, b int); CREATE UNIQUE INDEX t_once ON t (a, b); INSERT INTO t VALUES (1, 1, NULL), (2, 1, NULL)",
            new ConstraintChange.AddUnique(
                    TableRef.of("t"), List.of("a", "b"), Optional.of("t_no_two"), Optional.of("t_once")),
            ""),
    DUPLICATES_REFUSED_ALREADY_WITHOUT_A_NAME(
            "CREATE SCHEMA s; CREATE TABLE s.t (id int PRIMARY KEY, a int); CREATE UNIQUE INDEX \"T_once\" ON s.t (a); INSERT INTO s.t VALUES (1, 1)",
            new ConstraintChange.AddUnique(
                    TableRef.of("s", "t"), List.of("a"), Optional.empty(), Optional.of("T_once")),
            ""),
    BROKEN_CHECK(
            "CREATE TABLE t (id int PRIMARY KEY, price int, note text); INSERT INTO t SELECT i, i - 30, 'n' || i FROM generate_series(1, 90) i",
            check("t", "price > 0", "price"),
            "UPDATE t SET price = 1 WHERE NOT (price > 0)"),
    BROKEN_CHECK_OVER_COLUMNS_UNDER_A_GIVEN_NAME(
            "CREATE SCHEMA \"my shop\"; CREATE TABLE \"my shop\".\"Order\" (\"ID\" int PRIMARY KEY, \"from\" int, \"to\" int);"
                    + " INSERT INTO \"my shop\".\"Order\" SELECT i, i, CASE WHEN i % 4 > 0 THEN 20 END FROM generate_series(1, 30) i",
            new ConstraintChange.AddCheck(
                    TableRef.of("my shop", "Order"),
                    List.of("from", "to"),
                    "(\"from\" <= \"to\") OR (\"to\" = 0)",
                    Optional.of("In order")),
            "UPDATE \"my shop\".\"Order\" SET \"to\" = \"from\" WHERE \"from\" > \"to\""),
    BROKEN_CHECK_OF_VALUES(
            "CREATE TABLE t (state varchar(9) NOT NULL); INSERT INTO t VALUES ('open'), ('closed'), ('odd')",
            check("t", "state IN ('open', 'closed')", "state"),
            "UPDATE t SET state = 'open' WHERE state = 'odd'"),
    ORPHANS(
            "CREATE TABLE p (k int PRIMARY KEY); INSERT INTO p SELECT i FROM generate_series(1, 20) i;"
                    + " CREATE TABLE t (id int PRIMARY KEY, p_k int); CREATE INDEX t_p_k ON t (p_k);"
                    + " INSERT INTO t SELECT i, CASE WHEN i % 3 > 0 THEN i END FROM generate_series(1, 30) i",
            new ConstraintChange.AddForeignKey(
                    TableRef.of("t"),
                    List.of("p_k"),
                    TableRef.of("p"),
                    List.of(),
                    Optional.of("SET NULL"),
                    Optional.empty()),
            "UPDATE t SET p_k = NULL WHERE p_k > 20"),
    ORPHANS_OF_A_KEY_OF_TWO(
            "CREATE SCHEMA \"S\"; CREATE TABLE \"S\".p (a int, b text, UNIQUE (a, b)); INSERT INTO \"S\".p VALUES (1, 'x');"
                    + " CREATE TABLE \"S\".t (id int PRIMARY KEY, \"A\" int NOT NULL, b text);"
                    + " INSERT INTO \"S\".t VALUES (1, 1, 'x'), (2, 2, NULL), (3, 2, 'x')",
            new ConstraintChange.AddForeignKey(
                    TableRef.of("S", "t"),
                    List.of("A", "b"),
                    TableRef.of("S", "p"),
                    List.of("a", "b"),
                    Optional.empty(),
                    Optional.of("Of P")),
            "DELETE FROM \"S\".t WHERE id = 3"),
    ORPHANS_IN_A_TREE(
            "CREATE TABLE t (id int PRIMARY KEY, parent int); INSERT INTO t VALUES (1, NULL), (2, 1), (3, 9)",
            new ConstraintChange.AddForeignKey(
                    TableRef.of("t"),
                    List.of("parent"),
                    TableRef.of("t"),
                    List.of("id"),
                    Optional.of("CASCADE"),
                    Optional.empty()),
            "UPDATE t SET parent = 1 WHERE id = 3");

    private final String ddl;

    @SuppressWarnings("ImmutableEnumChecker") // every change is a record of texts
    private final Change change;

    private final String decision;

    DemandedRows(String ddl, Change change, String decision) {
        this.ddl = ddl;
        this.change = change;
        this.decision = decision;
    }

    private static Change notNull(String table, String column) {
        return new ColumnChange.SetNotNull(TableRef.of(table).column(column));
    }

    private static Change check(String table, String condition, String... columns) {
        return new ConstraintChange.AddCheck(TableRef.of(table), List.of(columns), condition, Optional.empty());
    }

    private static Change unique(String table, String... columns) {
        return new ConstraintChange.AddUnique(TableRef.of(table), List.of(columns), Optional.empty());
    }

    public String ddl() {
        return ddl;
    }

    public Change change() {
        return change;
    }

    boolean isNotNull() {
        return change instanceof ColumnChange.SetNotNull;
    }

    /** Versions whose statements differ for this change; names that are awkward are awkward in both. */
    List<Integer> versions() {
        return switch (this) {
            case NULLS, NULLS_AND_A_DEFAULT, NULLS_IN_AWKWARD_NAMES, NULLS_IN_LONG_NAMES, NULLS_REFUSED_ALREADY ->
                List.of(17, 18);
            default -> List.of(18);
        };
    }

    /** The table as SQL writes it. */
    String table() {
        return Identifiers.quoteIfNeeded(change.table());
    }

    /** What makes the rows right, whoever runs it: the owner's decision, or the column's default. */
    String repair() {
        if (!decision.isEmpty() || !isNotNull()) {
            return decision.isEmpty() ? "SELECT 1" : decision;
        }
        String column = Identifiers.quoteIfNeeded(change.columns().get(0).column());
        return "UPDATE " + table() + " SET " + column + " = DEFAULT WHERE " + column + " IS NULL";
    }

    /** A query for one text that changes when any value does. */
    String checksum() {
        return "SELECT md5(string_agg(x::text, ',' ORDER BY x::text)) FROM " + table() + " AS x";
    }

    /** What the owner of the rows runs when the plan asks for it; empty when no decision is needed. */
    String decision() {
        return decision;
    }
}
