package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.played.Drafts;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plan of this table is applied and abandoned in a real server; nothing here repeats what the playbook writes. */
@Tag("server")
final class RenameColumnPlaybookTest {
    private static final Change.RenameColumn RENAME =
            new Change.RenameColumn(TableRef.of("t").column("old"), "fresh");

    /** A table {@code t} with a column {@code old}, and the value that row i gets. */
    enum Table {
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
        LONG_NAMES(
                "CREATE TABLE " + "t".repeat(63) + " (id int PRIMARY KEY, " + "c".repeat(63)
                        + " text NOT NULL, UNIQUE (" + "c".repeat(63) + "))",
                "'v' || i");

        private final String ddl;
        private final String value;

        Table(String ddl, String value) {
            this.ddl = ddl;
            this.value = value;
        }

        Change.RenameColumn rename() {
            return switch (this) {
                case AWKWARD_NAMES ->
                    new Change.RenameColumn(TableRef.of("my shop", "Order").column("100% Name"), "select");
                case LONG_NAMES ->
                    new Change.RenameColumn(TableRef.of("t".repeat(63)).column("c".repeat(63)), "d".repeat(63));
                default -> RENAME;
            };
        }

        private String sql() {
            return this == AWKWARD_NAMES
                    ? "\"my shop\".\"Order\""
                    : rename().table().name();
        }

        /** A query for one text that changes when any value of the column does. */
        String checksum(String column) {
            String key = this == AWKWARD_NAMES ? "\"ID\"" : "id";
            return "SELECT md5(string_agg(\"" + column + "\"::text, ',' ORDER BY " + key + ")) FROM " + sql();
        }

        String fill() {
            String others =
                    switch (this) {
                        case COMPOSITE_KEY ->
                            "INSERT INTO t (a, b, id, old) SELECT 'k' || i % 7, gen_random_uuid(), i, ";
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
                        case AWKWARD_NAMES, LONG_NAMES -> "INSERT INTO " + sql() + " SELECT i, ";
                    };
            return others + value + " FROM generate_series(1, 12000) AS i";
        }
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void theWholePlanEndsWhereTheNaiveChangeWouldWithEveryValue(Table table) throws SQLException {
        try (ThrowawayDatabase database = filled(table);
                ThrowawayDatabase naive = filled(table)) {
            run(naive, String.join(";", NaiveChange.statements(table.rename())));
            String values = ask(database, table.checksum(table.rename().column().column()));
            Plan plan = Drafts.rename(database, table.rename());
            playAll(database, plan, plan.boundaries().get(plan.boundaries().size() - 1));
            assertThat(Shapes.of(database)).isEqualTo(Shapes.of(naive));
            assertThat(ask(database, table.checksum(table.rename().newName()))).isEqualTo(values);
        }
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void abandonFromEveryBoundaryGivesTheSchemaBackWithEveryValue(Table table) throws SQLException {
        try (ThrowawayDatabase start = filled(table)) {
            Schema before = Shapes.of(start);
            String values = ask(start, table.checksum(table.rename().column().column()));
            Plan plan = Drafts.rename(start, table.rename());
            for (Boundary boundary : plan.boundaries()) {
                try (ThrowawayDatabase database = TestServer.get()
                        .cloneDatabase(start, start.name() + "_" + boundary.id().replace('-', '_'))) {
                    playAll(database, plan, boundary);
                    StepRunner player = new StepRunner(database);
                    for (Step step : boundary.abandon().steps()) {
                        player.run(step);
                    }
                    assertThat(Shapes.of(database)).as(boundary.id()).isEqualTo(before);
                    assertThat(ask(
                                    database,
                                    table.checksum(table.rename().column().column())))
                            .as(boundary.id())
                            .isEqualTo(values);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (id int, old text PRIMARY KEY) | a primary key",
                "CREATE TABLE t (id int PRIMARY KEY, old text UNIQUE); CREATE TABLE u (x text REFERENCES t (old)) | referenced by foreign key",
                "CREATE TABLE t (id int, old text) | no primary key",
                "CREATE TABLE t (id int PRIMARY KEY, old text, twice text GENERATED ALWAYS AS (upper(old)) STORED) | computes `twice`",
                "CREATE TABLE t (id int PRIMARY KEY, old text); CREATE MATERIALIZED VIEW m AS SELECT old FROM t | materialized view",
                "CREATE TABLE t (id int, old text, PRIMARY KEY (id)) PARTITION BY HASH (id) | is partitioned",
            })
    void whatCannotBeTakenAlongIsRefusedByName(String ddl, String reason) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            run(database, ddl);
            assertThatThrownBy(() -> Drafts.rename(database, RENAME))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(reason);
        }
    }

    private static ThrowawayDatabase filled(Table table) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        run(database, table.ddl);
        run(database, table.fill());
        return database;
    }

    private static void playAll(ThrowawayDatabase database, Plan plan, Boundary last) throws SQLException {
        StepRunner player = new StepRunner(database);
        for (Phase phase : plan.phases()) {
            for (var gate : phase.entry()) {
                player.demand(gate);
            }
            for (Step step : phase.steps()) {
                player.run(step);
                if (step.id().equals(last.afterStep())) {
                    return;
                }
            }
            for (var gate : phase.exit()) {
                player.demand(gate);
            }
        }
    }

    private static void run(ThrowawayDatabase database, String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(ThrowawayDatabase database, String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
