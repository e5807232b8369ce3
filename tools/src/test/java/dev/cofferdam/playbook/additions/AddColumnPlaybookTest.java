package dev.cofferdam.playbook.additions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.Asked;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.validate.Validator;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plan of this table is applied and abandoned in a real server, on rows that were there before. */
@Tag("server")
@Tag("played")
final class AddColumnPlaybookTest {
    private int others;

    /** The dry run's own way: on an empty table, as in a new environment, where the naive change can be made at once. */
    @ParameterizedTest
    @EnumSource(GrownTable.class)
    void thePlanEndsWhereTheNaiveChangeWouldOnAnEmptyTable(GrownTable table) throws SQLException {
        try (ThrowawayDatabase database = made(table)) {
            Schema before = Shapes.of(database);
            Schema naive = Shapes.after(database, NaiveChange.statements(table.add()));
            for (int version : List.of(17, 18)) {
                Plan plan = plan(database, table, version);
                Play.forwards(database, plan);
                assertThat(Shapes.of(database)).as("PostgreSQL " + version).isEqualTo(naive);
                Play.back(
                        database,
                        plan.boundaries().get(plan.boundaries().size() - 1).abandon());
                assertThat(Shapes.of(database)).as("PostgreSQL " + version).isEqualTo(before);
            }
        }
    }

    /** On rows, and with one more that code of today inserts at each boundary, until a cell says that it may not. */
    @ParameterizedTest
    @EnumSource(GrownTable.class)
    void codeThatLeavesTheColumnOutInsertsAsTheMatrixSaysAndEveryBoundaryCanBeAbandoned(GrownTable table)
            throws SQLException {
        try (ThrowawayDatabase database = made(table)) {
            Plan plan = plan(database, table, 18);
            Drafts.run(database, table.fill());
            Schema before = Shapes.of(database);
            String rows =
                    "SELECT md5(string_agg(body, ',' ORDER BY a, id)) FROM " + table.sql() + " WHERE a <> 'other'";
            String values = Play.ask(database, rows);
            assertThat(plan.boundaries()).isNotEmpty();
            for (Boundary boundary : plan.boundaries()) {
                rest(database, plan, boundary, table);
                String insert = "INSERT INTO " + table.sql() + othersRow();
                if (survives(plan, boundary)) {
                    Drafts.run(database, insert);
                } else {
                    assertThatThrownBy(() -> Drafts.run(database, insert)).hasMessageContaining("null value");
                    Play.back(database, boundary.retreat());
                    Drafts.run(database, insert);
                    rest(database, plan, boundary, table);
                }
                Play.back(database, boundary.abandon());
                assertThat(Shapes.of(database)).as(boundary.id()).isEqualTo(before);
                assertThat(Play.ask(database, rows)).as(boundary.id()).isEqualTo(values);
            }
        }
    }

    private String othersRow() {
        others++;
        return " (a, id, body) VALUES ('other', " + others + ", 'written by code that does not know the column')";
    }

    private static boolean survives(Plan plan, Boundary boundary) {
        return plan.compatibility().stream()
                .filter(cell ->
                        cell.boundary().equals(boundary.id()) && cell.column().equals("v0"))
                .allMatch(cell -> cell.result() == Cell.Result.SURVIVES);
    }

    /** Values that only a person knows are given in the person's place. */
    private static void rest(ThrowawayDatabase database, Plan plan, Boundary boundary, GrownTable table)
            throws SQLException {
        boolean byHand = table == GrownTable.REQUIRED && boundary.phase().compareTo(PhaseKind.BACKFILL) >= 0;
        if (!byHand) {
            Play.until(database, plan, boundary);
            return;
        }
        Boundary deployed = plan.boundaries().get(1);
        Drafts.run(database, "ALTER TABLE t ADD COLUMN IF NOT EXISTS fresh text DEFAULT 'known'");
        Drafts.run(
                database, "UPDATE t SET fresh = 'known' WHERE fresh IS NULL; ALTER TABLE t ALTER fresh DROP DEFAULT");
        Play.between(database, plan, deployed, boundary);
    }

    @ParameterizedTest
    @EnumSource(GrownTable.class)
    void aDefaultThatDiffersFromRowToRowIsFilledInBatchesAndAnyOtherIsNot(GrownTable table) throws SQLException {
        try (ThrowawayDatabase database = made(table)) {
            Plan plan = plan(database, table, 18);
            Drafts.run(database, table.fill());
            assertThat(plan.steps().anyMatch(Step.Backfill.class::isInstance)).isEqualTo(table.isFilled());
            if (table.isFilled()) {
                Play.forwards(database, plan);
                assertThat(Play.ask(
                                database,
                                "SELECT count(*) = count(DISTINCT \""
                                        + table.add().column().column() + "\") FROM " + table.sql()))
                        .isEqualTo("t");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(GrownTable.class)
    void noRuleFindsMoreThanTheDraftLaysBeforeAPerson(GrownTable table) throws SQLException {
        try (ThrowawayDatabase database = made(table)) {
            for (int version : List.of(12, 17, 18)) {
                Plan plan = plan(database, table, version);
                assertThat(Asked.unexpected(plan, Validator.validate(plan)))
                        .as("PostgreSQL " + version)
                        .isEmpty();
            }
        }
    }

    @Test
    void aValueThatOnlyTheApplicationKnowsIsDemandedAfterEveryVersionThatLeavesItOutIsGone() throws SQLException {
        try (ThrowawayDatabase database = made(GrownTable.REQUIRED)) {
            Plan plan = plan(database, GrownTable.REQUIRED, 18);
            assertThat(plan.phases().stream()
                            .filter(phase -> !phase.steps().isEmpty())
                            .map(phase -> phase.kind()))
                    .containsExactly(PhaseKind.EXPAND, PhaseKind.DUAL_WRITE, PhaseKind.BACKFILL, PhaseKind.CONTRACT);
            assertThat(plan.findPhase(PhaseKind.CONTRACT).orElseThrow().steps())
                    .allSatisfy(
                            step -> assertThat(step.conduct().mayRun()).noneMatch(version -> version.number() == 0));
            assertThat(plan.edits()).singleElement().satisfies(edit -> assertThat(edit.what())
                    .startsWith("map `fresh` in `Thing`"));
            Rollback retreat =
                    plan.boundaries().get(plan.boundaries().size() - 1).retreat();
            assertThat(retreat.steps().get(0).title()).contains("without a value again");
        }
    }

    /** The mapper files of a real shop were not read once, and its data script was taken for the application. */
    @Test
    void aScriptThatInsertsIsNotTakenForTheApplication() throws SQLException {
        try (ThrowawayDatabase database = made(GrownTable.REQUIRED)) {
            ColumnChange.AddColumn add = GrownTable.REQUIRED.add();
            List<Fact> ledger = Drafts.ledger(Drafts.schema(database), add.table());
            Usage writer = Drafts.code(add.table().column("body")).get(2);
            for (String file : List.of("src/Thing.java", "db/data.sql")) {
                Plan plan = Drafts.draft(database, add, Engine.postgresql(18), ledger, List.of(in(file, writer)));
                assertThat(plan.undecided().stream().anyMatch(one -> one.what().startsWith("no code path")))
                        .as(file)
                        .isEqualTo(file.endsWith(".sql"));
            }
        }
    }

    private static Usage in(String file, Usage usage) {
        return new Usage(
                usage.id(),
                usage.column(),
                usage.access(),
                file.endsWith(".sql") ? Style.STAR : usage.style(),
                usage.confidence(),
                Place.of(file, 1),
                usage.evidence(),
                usage.reason(),
                false,
                usage.statement(),
                usage.entryPoints());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "now() | timestamptz | time of the migration",
                "'{}' | json | no equality",
                "'a' | mood | knows nothing about",
            })
    void whatAPersonHasToLookAtIsNamed(String value, String type, String words) throws SQLException {
        try (ThrowawayDatabase database = made(GrownTable.OPTIONAL)) {
            Drafts.run(database, "CREATE TYPE mood AS ENUM ('a', 'b')");
            Plan plan = Drafts.draft(database, change("t", "fresh", type, false, value));
            assertThat(plan.undecided())
                    .anySatisfy(one -> assertThat(one.what() + one.why()).contains(words));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t | body | text | | already has a column `body`",
                "t | fresh | bigserial | | compute a value for every row",
                "t | fresh | bigint GENERATED ALWAYS AS IDENTITY | | compute a value for every row",
                "t | fresh | int generated always as (id * 2) stored | | compute a value for every row",
                "keyless | fresh | uuid | gen_random_uuid() | no primary key",
                "parted | fresh | uuid | gen_random_uuid() | is partitioned",
            })
    void whatCannotBeAddedOnlineIsRefusedByName(String table, String name, String type, String value, String reason)
            throws SQLException {
        try (ThrowawayDatabase database = made(GrownTable.OPTIONAL)) {
            Drafts.run(
                    database,
                    "CREATE TABLE keyless (x int); CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY HASH (id)");
            assertThatThrownBy(() -> Drafts.draft(database, change(table, name, type, true, value)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(reason);
        }
    }

    private static ColumnChange.AddColumn change(
            String table, String name, String type, boolean nullable, String value) {
        return new ColumnChange.AddColumn(TableRef.of(table).column(name), type, nullable, Optional.ofNullable(value));
    }

    private static Plan plan(ThrowawayDatabase database, GrownTable table, int version) throws SQLException {
        return Drafts.draft(
                database,
                table.add(),
                Engine.postgresql(version),
                Drafts.ledger(Drafts.schema(database), table.add().table()),
                Drafts.code(table.add().table().column("body")));
    }

    private static ThrowawayDatabase made(GrownTable table) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Drafts.run(database, table.ddl());
        return database;
    }
}
