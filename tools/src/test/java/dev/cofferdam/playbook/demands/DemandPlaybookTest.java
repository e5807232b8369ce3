package dev.cofferdam.playbook.demands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.playbook.parts.PlanDraft;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.rehearse.DryRun;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plan for NOT NULL and UNIQUE is applied and abandoned in a real server, with rows in the way and a person who decides about them. */
@Tag("server")
@Tag("played")
final class DemandPlaybookTest {
    private static final Change PRESENT =
            new ColumnChange.SetNotNull(TableRef.of("t").column("c"));
    private static final Change ONCE = new ConstraintChange.AddUnique(TableRef.of("t"), List.of("c"), Optional.empty());

    @ParameterizedTest
    @EnumSource(DemandedRows.class)
    void theWholePlanEndsWhereTheNaiveChangeWouldOnceTheRowsAreRight(DemandedRows rows) throws SQLException {
        try (ThrowawayDatabase start = filled(rows)) {
            String checksum = changed(start, rows.repair(), naive -> Play.ask(naive, rows.checksum()));
            Schema wanted = changed(
                    start, rows.repair() + ";" + String.join(";", NaiveChange.statements(rows.change())), Shapes::of);
            for (int version : rows.versions()) {
                Plan plan = DemandedCode.draft(start, rows.change(), Engine.postgresql(version));
                try (ThrowawayDatabase database =
                        TestServer.get().cloneDatabase(start, start.name() + "_on_" + version)) {
                    Play.forwards(database, plan, step -> decide(step, database, rows));
                    assertThat(Shapes.of(database)).as("version " + version).isEqualTo(wanted);
                    assertThat(Play.ask(database, rows.checksum())).isEqualTo(checksum);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DemandedRows.class)
    void abandonFromEveryBoundaryGivesTheSchemaBackAndLosesWhatItSaysAndNoMore(DemandedRows rows) throws SQLException {
        try (ThrowawayDatabase start = filled(rows)) {
            Schema before = Shapes.of(start);
            String untouched = Play.ask(start, rows.checksum());
            String repaired = changed(start, rows.repair(), naive -> Play.ask(naive, rows.checksum()));
            for (int version : rows.versions()) {
                Plan plan = DemandedCode.draft(start, rows.change(), Engine.postgresql(version));
                for (Boundary boundary : plan.boundaries()) {
                    String name = start.name() + "_" + boundary.id().replace('-', '_') + version;
                    try (ThrowawayDatabase database = TestServer.get().cloneDatabase(start, name)) {
                        Play.until(database, plan, boundary, step -> decide(step, database, rows));
                        Play.back(database, boundary.abandon());
                        assertThat(Shapes.of(database)).as(boundary.id()).isEqualTo(before);
                        assertThat(Play.ask(database, rows.checksum()))
                                .as(boundary.id())
                                .isEqualTo(boundary.phase() == PhaseKind.DUAL_WRITE ? untouched : repaired);
                    }
                }
            }
        }
    }

    /** What a new environment does: the files run one after the other where no row is. */
    @ParameterizedTest
    @EnumSource(DemandedRows.class)
    void thePlanRunsThroughOnAnEmptyDatabaseAndLeavesNothingBehind(DemandedRows rows) throws SQLException {
        try (ThrowawayDatabase database = filled(rows)) {
            Drafts.run(database, "TRUNCATE " + rows.table() + " CASCADE");
            Plan plan = DemandedCode.draft(database, rows.change(), Engine.postgresql(18));
            assertThat(DryRun.of(plan, NaiveChange.statements(rows.change()), TestServer.get(), database))
                    .isEmpty();
        }
    }

    @Test
    void aPersonWhoDoesNotDecideIsStoppedAtTheRepair() throws SQLException {
        for (DemandedRows rows : List.of(DemandedRows.NULLS, DemandedRows.DUPLICATES)) {
            try (ThrowawayDatabase database = filled(rows)) {
                Plan plan = DemandedCode.draft(database, rows.change(), Engine.postgresql(18));
                assertThatThrownBy(() -> Play.forwards(database, plan))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("does not hold");
            }
        }
    }

    /** A duplicate that comes between repair and build leaves an invalid index behind; the plan goes on where it says. */
    @Test
    void aBuildThatMetADuplicateIsTakenUpAgainAtTheRepair() throws SQLException {
        DemandedRows rows = DemandedRows.DUPLICATES;
        try (ThrowawayDatabase database = filled(rows)) {
            Plan plan = DemandedCode.draft(database, rows.change(), Engine.postgresql(18));
            Boundary repaired = plan.boundaries().stream()
                    .filter(boundary -> boundary.phase() == PhaseKind.BACKFILL)
                    .findFirst()
                    .orElseThrow();
            Play.until(database, plan, repaired, step -> decide(step, database, rows));
            Drafts.run(database, "INSERT INTO t SELECT 1000, a FROM t WHERE id = 1");
            Step.Sql build = (Step.Sql) plan.findStep("contract-2").orElseThrow();
            assertThatThrownBy(() -> Drafts.run(database, build.statements().get(0)))
                    .hasMessageContaining("could not create unique index");
            assertThat(build.conduct().watch())
                    .anySatisfy(signal -> assertThat(signal.reenterAt()).isEqualTo("backfill-1"));
            Play.forwards(database, plan, step -> decide(step, database, rows));
            assertThat(Play.ask(database, "SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                    .isEqualTo("0");
        }
    }

    /** Somebody makes one while the plan runs; PostgreSQL would refuse to drop what it rests on, with an error that names no way out. */
    @Test
    void anAbandonStopsByNameAtAForeignKeyThatCameToRestOnTheNewIndex() throws SQLException {
        for (String rest : List.of(DemandWaysBack.AFTER_BITE, DemandWaysBack.AFTER_CONTRACT)) {
            try (ThrowawayDatabase database = filled(DemandedRows.NO_ROWS)) {
                Schema before = Shapes.of(database);
                Plan plan = DemandedCode.draft(database, ONCE, Engine.postgresql(18));
                Boundary boundary = plan.boundaries().stream()
                        .filter(each -> each.id().equals(rest))
                        .findFirst()
                        .orElseThrow();
                Play.until(database, plan, boundary);
                Drafts.run(database, "CREATE TABLE late (x text REFERENCES t (c))");

                assertThatThrownBy(() -> Play.back(database, boundary.abandon()))
                        .hasMessageContaining("no foreign key rests on index");

                Drafts.run(database, "DROP TABLE late");
                Play.back(database, boundary.abandon());
                assertThat(Shapes.of(database)).isEqualTo(before);
            }
        }
    }

    @Test
    void rowsThatAPersonRepairsAreWatchedInThePersonsWords() throws SQLException {
        Plan plan = draft("CREATE TABLE t (id int PRIMARY KEY, c text)", PRESENT);
        assertThat(plan.findStep("backfill-1").orElseThrow().conduct().watch())
                .isNotEmpty()
                .noneSatisfy(signal -> assertThat(signal.then()).contains("CALL"));
    }

    /** A build that failed leaves its name taken: to try it again as it is fails for another reason than the first time. */
    @Test
    void aBuildIsNotTriedAgainBeforeWhatItLeftIsClearedAway() throws SQLException {
        Plan plan = draft("CREATE TABLE t (id int PRIMARY KEY, c text)", ONCE);
        Step.Sql build = (Step.Sql) plan.findStep("contract-2").orElseThrow();
        assertThat(build.retry().attempts()).isOne();
        assertThat(build.conduct().watch())
                .filteredOn(signal -> signal.then().contains("drops"))
                .isNotEmpty()
                .allSatisfy(signal -> {
                    assertThat(signal.then()).contains("go on at contract-1");
                    assertThat(signal.reenterAt()).isEqualTo("contract-1");
                });
    }

    @Test
    void aPlanWithoutABackfillCitesNoEstimateOfOneAndItsDurationHasItsDeploys() throws SQLException {
        Plan plan = draft("CREATE TABLE t (id int PRIMARY KEY, c text)", ONCE);
        assertThat(plan.steps().flatMap(step -> step.conduct().cites().stream()))
                .contains("f1", "f2")
                .doesNotContain("f3");
        assertThat(plan.findPhase(PhaseKind.DUAL_WRITE).orElseThrow().expected())
                .isEqualTo(PlanDraft.ONE_DEPLOY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (id int PRIMARY KEY, c int) PARTITION BY HASH (id) | is partitioned",
                "CREATE TABLE t (id int PRIMARY KEY, c int GENERATED ALWAYS AS (id / 2) STORED) | computes `c`",
                "CREATE TABLE p (k int PRIMARY KEY); CREATE TABLE t (c int REFERENCES p ON DELETE SET NULL) | whose action writes null",
                "CREATE TABLE p (k int PRIMARY KEY); CREATE TABLE t (c int REFERENCES p ON UPDATE SET DEFAULT) | whose action writes null",
            })
    void whatCannotBeMadeNotNullOnlineIsRefusedByName(String ddl, String reason) {
        assertThatThrownBy(() -> draft(ddl, PRESENT))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (id int, c int PRIMARY KEY) PARTITION BY HASH (c) | is partitioned",
                "CREATE TABLE t (id int PRIMARY KEY, c json) | no default operator class",
            })
    void whatCannotBeMadeUniqueOnlineIsRefusedByName(String ddl, String reason) {
        assertThatThrownBy(() -> draft(ddl, ONCE)).isInstanceOf(UserError.class).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (id int PRIMARY KEY, c text DEFAULT 'x') | gets the column's default, 'x'::text",
                "CREATE TABLE t (id int PRIMARY KEY, c int DEFAULT '-1'::integer) | gets the column's default, '-1'::integer",
                "CREATE TABLE t (id int PRIMARY KEY, c text); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.c := NULL;"
                        + " RETURN NEW; END'; CREATE TRIGGER a BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f() | routine f names c",
                "CREATE TABLE t (id int PRIMARY KEY, c int DEFAULT 0); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW;"
                        + " END'; CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f() | trigger a fires for every row",
            })
    void aPersonIsAskedAboutTheRowsAndWhoeverElseWrites(String ddl, String words) throws SQLException {
        assertThat(draft(ddl, PRESENT).undecided())
                .anySatisfy(asked -> assertThat(asked.what()).contains(words));
    }

    /** Scripts that fill new databases are no application: somebody else writes the rows of production. */
    @Test
    void aPersonIsAskedWhenOnlyScriptsWrite() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, "CREATE TABLE t (id int PRIMARY KEY, c int)");
            for (Change change : List.of(PRESENT, ONCE)) {
                assertThat(Drafts.draft(database, change).undecided())
                        .anySatisfy(asked -> assertThat(asked.what()).contains("no code was found that writes c"));
                assertThat(DemandedCode.draft(database, change, Engine.postgresql(18))
                                .undecided())
                        .isEmpty();
            }
        }
    }

    @Test
    void aDefaultThatIsComputedIsNobodysAnswerForOldRows() throws SQLException {
        Plan plan = draft("CREATE TABLE t (id int PRIMARY KEY, c timestamptz DEFAULT now())", PRESENT);
        assertThat(plan.steps()).noneMatch(Step.Backfill.class::isInstance);
        assertThat(plan.estimate()).isEmpty();
    }

    private static Plan draft(String ddl, Change change) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, ddl);
            return DemandedCode.draft(database, change, Engine.postgresql(18));
        }
    }

    private static ThrowawayDatabase filled(DemandedRows rows) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Drafts.run(database, rows.ddl());
        return database;
    }

    private static void decide(Step.Manual step, ThrowawayDatabase database, DemandedRows rows) throws SQLException {
        if (step.id().equals("backfill-1") && !rows.decision().isEmpty()) {
            Drafts.run(database, rows.decision());
        }
    }

    private interface Look<T> {
        T at(ThrowawayDatabase database) throws SQLException;
    }

    private static <T> T changed(ThrowawayDatabase start, String sql, Look<T> look) throws SQLException {
        try (ThrowawayDatabase copy = TestServer.get().cloneDatabase(start, start.name() + "_changed")) {
            Drafts.run(copy, sql);
            return look.at(copy);
        }
    }
}
