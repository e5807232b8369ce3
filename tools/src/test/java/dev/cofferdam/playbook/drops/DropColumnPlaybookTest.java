package dev.cofferdam.playbook.drops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Style;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.Asked;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.validate.Validator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every plan of this table is applied and abandoned in a real server, with code that uses the column and without any. */
@Tag("server")
@Tag("played")
final class DropColumnPlaybookTest {
    /** An abandoned plan can be started again, so one database serves all boundaries. */
    @ParameterizedTest
    @EnumSource(ShrunkTable.class)
    void everyBoundaryBeforeTheDropCanBeAbandonedAndTheEndIsWhereTheNaiveChangeWouldBe(ShrunkTable table)
            throws SQLException {
        try (ThrowawayDatabase database = filled(table)) {
            Schema before = Shapes.of(database);
            Schema naive = Shapes.after(database, NaiveChange.statements(table.drop()));
            String values = Play.ask(database, table.checksum());
            List<Plan> plans =
                    List.of(Drafts.draft(database, table.drop()), plan(database, table, 17), plan(database, table, 18));
            for (Plan plan : plans) {
                for (Boundary boundary : plan.boundaries()) {
                    if (boundary.abandon().impossibleBecause().isEmpty()) {
                        Play.until(database, plan, boundary);
                        Play.back(database, boundary.abandon());
                        assertThat(Shapes.of(database)).as(boundary.id()).isEqualTo(before);
                        assertThat(Play.ask(database, table.checksum()))
                                .as(boundary.id())
                                .isEqualTo(values);
                    }
                }
            }
            Play.forwards(database, plans.get(2));
            assertThat(Shapes.of(database)).isEqualTo(naive);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ShrunkTable.class,
            names = {"REQUIRED", "COMPUTED", "WITHOUT_KEY", "AWKWARD_NAMES"})
    void aColumnThatNoCodeUsesGoesWithoutADeploy(ShrunkTable table) throws SQLException {
        try (ThrowawayDatabase database = filled(table)) {
            Schema naive = Shapes.after(database, NaiveChange.statements(table.drop()));
            Plan plan = Drafts.draft(database, table.drop());
            assertThat(plan.steps()).noneMatch(Step.Deploy.class::isInstance);
            assertThat(plan.boundaries())
                    .filteredOn(
                            boundary -> boundary.abandon().impossibleBecause().isPresent())
                    .extracting(Boundary::id)
                    .containsExactly(DropWaysBack.AFTER_CONTRACT);
            Play.forwards(database, plan);
            assertThat(Shapes.of(database)).isEqualTo(naive);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ShrunkTable.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ONE_OF_TWO", "COMPUTED"})
    void newerCodeInsertsWithoutTheColumnFromItsDeployOnAndTheGuardStopsOlderCodeOnly(ShrunkTable table)
            throws SQLException {
        try (ThrowawayDatabase database = filled(table)) {
            Plan plan = plan(database, table, 18);
            Play.until(database, plan, boundary(plan, DropWaysBack.AFTER_GUARD));

            Drafts.run(database, table.insertWithout());

            String update =
                    "UPDATE " + table.sql() + " SET \"" + table.drop().column().column() + "\" = DEFAULT";
            assertThatThrownBy(() -> Drafts.run(database, update)).hasMessageContaining("must not be written any more");
            assertThat(Play.ask(database, "SELECT count(*) FROM " + table.sql() + " WHERE id >= 1000"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aRuleThatRefusesANullGoesBeforeNewerCodeInsertsOne() throws SQLException {
        ShrunkTable table = ShrunkTable.ONE_OF_TWO;
        try (ThrowawayDatabase database = filled(table)) {
            assertThatThrownBy(() -> Drafts.run(database, table.insertWithout()))
                    .hasMessageContaining("reachable");
            Plan plan = plan(database, table, 18);
            Boundary rest = boundary(plan, DropWaysBack.AFTER_CUTOVER);
            Play.until(database, plan, rest);
            Drafts.run(database, table.insertWithout());

            assertThat(rest.abandon().loss()).contains("before check reachable can come back");
            assertThatThrownBy(() -> Play.back(database, rest.abandon()))
                    .hasMessageContaining("no row is refused by check reachable");
            Drafts.run(database, "UPDATE t SET old = 'known' WHERE old IS NULL AND other IS NULL");
            Play.back(database, rest.abandon());
            assertThatThrownBy(() -> Drafts.run(database, "INSERT INTO t (id) VALUES (2000)"))
                    .hasMessageContaining("reachable");
        }
    }

    @Test
    void whatNewerCodeInsertedHasToBeFilledBeforeNotNullComesBack() throws SQLException {
        ShrunkTable table = ShrunkTable.REQUIRED_TIME;
        try (ThrowawayDatabase database = filled(table)) {
            Plan plan = plan(database, table, 18);
            Boundary rest = boundary(plan, DropWaysBack.AFTER_CUTOVER);
            Play.until(database, plan, rest);
            Drafts.run(database, table.insertWithout());

            assertThat(rest.abandon().loss()).contains("null", "somebody has to give them one");
            assertThatThrownBy(() -> Play.back(database, rest.abandon()))
                    .hasMessageContaining("no row is without a value");
            Drafts.run(database, "UPDATE t SET old = now() WHERE old IS NULL");
            Play.back(database, rest.abandon());
            assertThat(Play.ask(
                            database,
                            "SELECT attnotnull FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'old'"))
                    .isEqualTo("t");
        }
    }

    @ParameterizedTest
    @EnumSource(ShrunkTable.class)
    void noRuleFindsMoreThanTheDraftLaysBeforeAPerson(ShrunkTable table) throws SQLException {
        try (ThrowawayDatabase database = filled(table)) {
            for (int version : List.of(12, 17, 18)) {
                Plan plan = plan(database, table, version);
                assertThat(Asked.unexpected(plan, Validator.validate(plan)))
                        .as("PostgreSQL " + version)
                        .isEmpty();
            }
            Plan unused = Drafts.draft(
                    database,
                    table.drop(),
                    Engine.postgresql(18),
                    Drafts.ledger(Drafts.schema(database), table.drop().table()));
            assertThat(Asked.unexpected(unused, Validator.validate(unused))).isEmpty();
        }
    }

    @Test
    void theColumnIsRelaxedBeforeTheDeployAndOnlyTheDropIsFinal() throws SQLException {
        try (ThrowawayDatabase database = filled(ShrunkTable.REQUIRED)) {
            Plan plan = plan(database, ShrunkTable.REQUIRED, 18);
            assertThat(plan.steps().map(Step::id))
                    .containsExactly("cutover-1", "cutover-2", "contract-1", "contract-2", "contract-3", "contract-4");
            assertThat(plan.findPhase(PhaseKind.BACKFILL).orElseThrow().skippedBecause())
                    .isPresent();
            assertThat(plan.steps()
                            .filter(step -> step.undo() instanceof Undo.PointOfNoReturn)
                            .map(Step::id))
                    .containsExactly("contract-4");
            assertThat(((Step.Sql) plan.findStep("cutover-1").orElseThrow()).statements())
                    .containsExactly("ALTER TABLE t ALTER COLUMN old SET DEFAULT ''");
            assertThat(plan.edits())
                    .as("a derived query does not follow the mapping")
                    .hasSize(2);
        }
    }

    /** A reader fails while the new name is on trial: there is a card for just that moment. */
    @Test
    void theSoakUnderTheNewNameHasAWayBackOfItsOwn() throws SQLException {
        try (ThrowawayDatabase database = filled(ShrunkTable.OPTIONAL)) {
            Plan plan = plan(database, ShrunkTable.OPTIONAL, 18);
            assertThat(boundary(plan, DropWaysBack.AFTER_ASIDE).afterStep()).isEqualTo("contract-2");
            assertThat(boundary(plan, DropWaysBack.BEFORE_DROP).afterStep()).isEqualTo("contract-3");
            assertThat(plan.findStep("contract-2").orElseThrow().conduct().watch())
                    .anySatisfy(signal -> assertThat(signal.then()).contains("abandon " + DropWaysBack.AFTER_ASIDE));

            Play.until(database, plan, boundary(plan, DropWaysBack.AFTER_ASIDE));
            Step nameBack =
                    boundary(plan, DropWaysBack.AFTER_ASIDE).abandon().steps().get(0);
            new StepRunner(database).run(nameBack);
            Drafts.run(database, "UPDATE t SET old = 'whoever reads it writes it too'");
        }
    }

    @Test
    void accessorsGoWithTheirPropertyAndWhatCallersSeeIsSaidToBeTheirs() throws SQLException {
        try (ThrowawayDatabase database = filled(ShrunkTable.OPTIONAL)) {
            List<Usage> code =
                    new ArrayList<>(Drafts.code(ShrunkTable.OPTIONAL.drop().column()));
            code.add(accessor("u5", Access.READ, "src/Thing.java", "Thing", "getThing"));
            code.add(accessor("u6", Access.WRITE, "src/Thing.java", "Thing", "setThing"));
            code.add(accessor("u7", Access.READ, "src/Other.java", "Other", "getThing"));
            code.add(accessor("u8", Access.EXPOSURE, "src/ThingDto.java", "ThingDto", "thing"));
            Plan plan = Drafts.draft(
                    database,
                    ShrunkTable.OPTIONAL.drop(),
                    Engine.postgresql(18),
                    Drafts.ledger(Drafts.schema(database), TableRef.of("t")),
                    code);

            assertThat(plan.edits().get(0).settles()).contains("u1", "u5", "u6").doesNotContain("u7");
            assertThat(plan.edits())
                    .filteredOn(edit -> edit.settles().contains("u8"))
                    .singleElement()
                    .satisfies(edit -> assertThat(edit.what()).contains("`thing` of `ThingDto`", "JSON", "callers"));
        }
    }

    private static Usage accessor(String id, Access access, String file, String type, String member) {
        return new Usage(
                id,
                ShrunkTable.OPTIONAL.drop().column(),
                access,
                Style.ACCESSOR,
                Confidence.CERTAIN,
                new Place(file, 30, Optional.of(type), Optional.of(member)),
                "«" + member + "»",
                "made up for the test",
                false,
                Optional.empty(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (id int, old text PRIMARY KEY) | primary key `t_pkey`",
                "CREATE TABLE t (id int PRIMARY KEY, old text UNIQUE); CREATE TABLE u (x text REFERENCES t (old)) | foreign key `u_x_fkey` of `u`",
                "CREATE TABLE t (id int PRIMARY KEY, old text, twice text GENERATED ALWAYS AS (upper(old)) STORED) | computes `twice`",
                "CREATE TABLE t (id int PRIMARY KEY, old text); CREATE VIEW v AS SELECT old FROM t | read by view `v`",
                "CREATE TABLE t (id int PRIMARY KEY, old text); CREATE MATERIALIZED VIEW m AS SELECT old FROM t | materialized view `m`",
                "CREATE TABLE t (id int, old text, PRIMARY KEY (id)) PARTITION BY HASH (id) | is partitioned",
                "CREATE TABLE t (id int PRIMARY KEY, old text UNIQUE NULLS NOT DISTINCT) | unique index `t_old_key`",
                "CREATE TABLE t (id int PRIMARY KEY, old int DEFAULT 0 UNIQUE) | gives it the default 0",
                "CREATE TABLE t (id int PRIMARY KEY, old text); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                        + " CREATE TRIGGER a BEFORE UPDATE OF old ON t FOR EACH ROW EXECUTE FUNCTION f() | named by trigger `a`",
                "CREATE TABLE t (id int PRIMARY KEY, old text); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.old := 1; RETURN NEW; END';"
                        + " CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f() | body of `f",
            })
    void whatCannotBeTakenAlongIsRefusedByName(String ddl, String reason) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, ddl);
            assertThatThrownBy(() -> Drafts.draft(database, ShrunkTable.OPTIONAL.drop()))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(reason);
        }
    }

    private static Plan plan(ThrowawayDatabase database, ShrunkTable table, int version) throws SQLException {
        return Drafts.draft(
                database,
                table.drop(),
                Engine.postgresql(version),
                Drafts.ledger(Drafts.schema(database), table.drop().table()),
                Drafts.code(table.drop().column()));
    }

    private static Boundary boundary(Plan plan, String id) {
        return plan.boundaries().stream()
                .filter(boundary -> boundary.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ThrowawayDatabase filled(ShrunkTable table) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Drafts.run(database, table.ddl());
        return database;
    }
}
