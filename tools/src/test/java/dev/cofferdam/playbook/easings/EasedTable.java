package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.TableRef;
import java.util.List;
import java.util.Optional;

/** Tables of which the database is to ask less, or whose rows are found otherwise. */
public enum EasedTable {
    ONE_MORE_INDEX("CREATE TABLE t (id int PRIMARY KEY, c text, d int);" + rows("i, 'v' || i, i"), index("t", "c")),
    ONE_MORE_INDEX_WITH_ALL_IT_CAN_HAVE(
            "CREATE SCHEMA \"my shop\"; CREATE TABLE \"my shop\".\"Order\" (\"ID\" int PRIMARY KEY, \"Tags\" text[], c int)",
            new IndexChange.CreateIndex(
                    TableRef.of("my shop", "Order"),
                    List.of("\"Tags\""),
                    false,
                    Optional.of("gin"),
                    Optional.of("c > 0"),
                    Optional.of("By tag"))),
    ONE_MORE_INDEX_OVER_AN_EXPRESSION(
            "CREATE TABLE t (id int PRIMARY KEY, c text); CREATE INDEX t_c ON t (c)",
            index("t", "lower(c)", "id DESC")),
    AN_INDEX_LESS(
            "CREATE TABLE t (id int PRIMARY KEY, c text); CREATE INDEX t_c ON t (c);" + rows("i, 'v' || i"),
            new IndexChange.DropIndex(TableRef.of("t"), "t_c")),
    AN_INDEX_LESS_WITH_ALL_IT_HAD(
            "CREATE SCHEMA \"S\"; CREATE TABLE \"S\".\"T\" (id int PRIMARY KEY, \"A b\" text);"
                    + " CREATE INDEX \"By A\" ON \"S\".\"T\" USING btree (lower(\"A b\") DESC) WITH (fillfactor = 70) WHERE id > 3",
            new IndexChange.DropIndex(TableRef.of("S", "T"), "By A")),
    REQUIRED(
            "CREATE TABLE t (id int PRIMARY KEY, c text NOT NULL);" + rows("i, 'v' || i"),
            new ColumnChange.DropNotNull(TableRef.of("t").column("c"))),
    REQUIRED_WITH_A_DEFAULT_IN_AWKWARD_NAMES(
            "CREATE SCHEMA \"my shop\"; CREATE TABLE \"my shop\".\"Order\" (\"ID\" int PRIMARY KEY, \"100% Name\" text NOT NULL DEFAULT 'x')",
            new ColumnChange.DropNotNull(TableRef.of("my shop", "Order").column("100% Name"))),
    CHECKED(
            "CREATE TABLE t (id int PRIMARY KEY, c int, CONSTRAINT t_c_check CHECK (c > 0));" + rows("i, i"),
            new ConstraintChange.DropCheck(TableRef.of("t"), List.of("c"), "t_c_check")),
    CHECKED_FOR_NEW_ROWS_ONLY(
            "CREATE TABLE t (id int PRIMARY KEY, c text, d text); ALTER TABLE t ADD CONSTRAINT \"One Of\" CHECK (c IN ('a', 'b') OR d IS NULL) NOT VALID",
            new ConstraintChange.DropCheck(TableRef.of("t"), List.of("c", "d"), "One Of")),
    REFERRING(
            "CREATE TABLE p (k int PRIMARY KEY); INSERT INTO p SELECT i FROM generate_series(1, 90) i;"
                    + " CREATE TABLE t (id int PRIMARY KEY, c int); CREATE INDEX t_c ON t (c);" + rows("i, i")
                    + " ALTER TABLE t ADD CONSTRAINT t_c_fkey FOREIGN KEY (c) REFERENCES p(k) ON DELETE CASCADE;",
            new ConstraintChange.DropForeignKey(TableRef.of("t"), List.of("c"), Optional.of("t_c_fkey"))),
    REFERRING_BY_TWO_LATER(
            "CREATE SCHEMA s; CREATE TABLE s.p (a int, b int, PRIMARY KEY (a, b)); CREATE TABLE s.t (id int PRIMARY KEY, a int, b int);"
                    + " ALTER TABLE s.t ADD CONSTRAINT \"T p\" FOREIGN KEY (a, b) REFERENCES s.p(a, b) DEFERRABLE INITIALLY DEFERRED",
            new ConstraintChange.DropForeignKey(TableRef.of("s", "t"), List.of("a", "b"), Optional.of("T p"))),
    UNIQUE(
            "CREATE TABLE t (id int PRIMARY KEY, c text, CONSTRAINT t_c_key UNIQUE (c));" + rows("i, 'v' || i"),
            new ConstraintChange.DropUnique(TableRef.of("t"), List.of("c"), Optional.of("t_c_key"))),
    UNIQUE_BY_AN_INDEX(
            "CREATE TABLE t (id int PRIMARY KEY, a int, b text); CREATE UNIQUE INDEX t_once ON t USING btree (a, b);"
                    + rows("i, i, 'b'"),
            new ConstraintChange.DropUnique(TableRef.of("t"), List.of("a", "b"), Optional.of("t_once"))),
    ANOTHER_DEFAULT(
            "CREATE TABLE t (id int PRIMARY KEY, c text DEFAULT 'old'::text);" + rows("i, 'v' || i"),
            new ColumnChange.ChangeDefault(TableRef.of("t").column("c"), Optional.of("'it''s new'"))),
    A_FIRST_DEFAULT(
            "CREATE TABLE t (id int PRIMARY KEY, c timestamptz)",
            new ColumnChange.ChangeDefault(TableRef.of("t").column("c"), Optional.of("now()"))),
    NO_DEFAULT(
            "CREATE TABLE t (id int PRIMARY KEY, c int NOT NULL DEFAULT 7);" + rows("i, i"),
            new ColumnChange.ChangeDefault(TableRef.of("t").column("c"), Optional.empty())),
    ONE_MORE_VALUE(
            "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (id int PRIMARY KEY, c mood);"
                    + rows("i, 'ok'::mood"),
            new EnumChange.AddEnumValue(
                    "mood", "happy", List.of(TableRef.of("t").column("c")))),
    ONE_MORE_VALUE_BETWEEN(
            "CREATE SCHEMA s; CREATE TYPE s.\"Mood\" AS ENUM ('sad', 'it''s ok'); CREATE TABLE s.t (id int PRIMARY KEY, c s.\"Mood\" NOT NULL);"
                    + " CREATE TABLE s.u (id int PRIMARY KEY, d s.\"Mood\")",
            new EnumChange.AddEnumValue(
                    "s.\"Mood\"",
                    "so so",
                    Optional.of("BEFORE 'it''s ok'"),
                    List.of(
                            TableRef.of("s", "t").column("c"),
                            TableRef.of("s", "u").column("d"))));

    private final String ddl;

    @SuppressWarnings("ImmutableEnumChecker") // every change is a record of texts
    private final Change change;

    EasedTable(String ddl, Change change) {
        this.ddl = ddl;
        this.change = change;
    }

    private static String rows(String values) {
        return " INSERT INTO t SELECT " + values + " FROM generate_series(1, 90) i;";
    }

    private static Change index(String table, String... elements) {
        return new IndexChange.CreateIndex(
                TableRef.of(table), List.of(elements), false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public String ddl() {
        return ddl;
    }

    public Change change() {
        return change;
    }
}
