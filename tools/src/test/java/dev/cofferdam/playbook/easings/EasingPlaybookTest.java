package dev.cofferdam.playbook.easings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.playbook.renames.RenamePlanVerdictTest;
import dev.cofferdam.played.Play;
import dev.cofferdam.played.Shapes;
import dev.cofferdam.rehearse.DryRun;
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

/** Plans by which the database asks less, applied and abandoned in a real server, and judged. */
@Tag("server")
@Tag("played")
final class EasingPlaybookTest {
    @ParameterizedTest
    @EnumSource(EasedTable.class)
    void theWholePlanEndsWhereTheNaiveChangeWould(EasedTable table) throws SQLException {
        try (ThrowawayDatabase start = filled(table)) {
            Schema before = Drafts.schema(start);
            Schema wanted;
            try (ThrowawayDatabase naive = TestServer.get().cloneDatabase(start, start.name() + "_naive")) {
                Drafts.run(naive, String.join(";", NaiveChange.statements(table.change(), before)));
                wanted = Shapes.of(naive);
            }
            Plan plan = draft(start, table.change(), 18);
            Play.forwards(start, plan);
            assertThat(Shapes.of(start)).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @EnumSource(EasedTable.class)
    void abandonFromEveryBoundaryGivesTheSchemaBack(EasedTable table) throws SQLException {
        try (ThrowawayDatabase start = filled(table)) {
            Schema before = Shapes.of(start);
            for (int version : List.of(17, 18)) {
                Plan plan = draft(start, table.change(), version);
                for (Boundary boundary : plan.boundaries()) {
                    if (boundary.abandon().impossibleBecause().isEmpty()) {
                        String name = start.name() + "_" + boundary.id().replace('-', '_') + version;
                        try (ThrowawayDatabase database = TestServer.get().cloneDatabase(start, name)) {
                            Play.until(database, plan, boundary);
                            Play.back(database, boundary.abandon());
                            assertThat(Shapes.of(database)).as(boundary.id()).isEqualTo(before);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EasedTable.class)
    void thePlanRunsThroughOnAnEmptyDatabaseAndLeavesNothingBehind(EasedTable table) throws SQLException {
        try (ThrowawayDatabase database = filled(table)) {
            Schema before = Drafts.schema(database);
            Plan plan = draft(database, table.change(), 18);
            assertThat(DryRun.of(plan, NaiveChange.statements(table.change(), before), TestServer.get(), database))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(EasedTable.class)
    void theValidatorAcceptsTheDraft(EasedTable table) throws SQLException {
        try (ThrowawayDatabase database = filled(table)) {
            for (int version : List.of(12, 17, 18)) {
                Plan plan = RenamePlanVerdictTest.approved(draft(database, table.change(), version));
                Verdict verdict = Validator.validate(plan);
                assertThat(RenamePlanVerdictTest.unexpected(plan, verdict))
                        .as("PostgreSQL " + version)
                        .isEmpty();
                assertThat(verdict.outcome()).isIn(Verdict.Outcome.ACCEPTED, Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
                assertThat(PlanFile.parse(PlanFile.write(plan), "written")).isEqualTo(plan);
            }
        }
    }

    /** Readers first, and only where there are any to move. */
    @Test
    void onlyPlacesThatReadOrDefineGetAnEdit() throws SQLException {
        assertThat(edits(EasedTable.REQUIRED))
                .extracting(edit -> edit.place().toString())
                .containsExactlyInAnyOrder("src/Thing.java:7", "src/Report.java:40", "db/tables.sql:3");
        assertThat(edits(EasedTable.ONE_MORE_VALUE)).extracting(Edit::what).anySatisfy(what -> assertThat(what)
                .contains("`valueOf` throws"));
        assertThat(edits(EasedTable.AN_INDEX_LESS)).isEmpty();
        assertThat(edits(EasedTable.REFERRING)).isEmpty();
        assertThat(edits(EasedTable.ANOTHER_DEFAULT)).isEmpty();
    }

    @Test
    void whatAForeignKeyDidIsLaidBeforeAPerson() throws SQLException {
        try (ThrowawayDatabase database = filled(EasedTable.REFERRING)) {
            assertThat(draft(database, EasedTable.REFERRING.change(), 18).undecided())
                    .extracting(Undecided::what)
                    .anySatisfy(what -> assertThat(what).contains("does ON DELETE CASCADE"))
                    .anySatisfy(what -> assertThat(what).contains("src/Thing.java:7"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TABLE t (id int PRIMARY KEY, c int UNIQUE); CREATE UNIQUE INDEX twice ON t (c) | t_c_key | both keep (c)",
                "CREATE TABLE t (id int PRIMARY KEY, c int UNIQUE DEFERRABLE) | t_c_key | says more than its columns",
                "CREATE TABLE t (id int PRIMARY KEY, c int UNIQUE); CREATE TABLE u (c int REFERENCES t (c)) | t_c_key | other objects depend on it",
            })
    void aUniquenessThatCannotBeGivenBackIsRefusedByName(String ddl, String name, String reason) {
        Change change = new ConstraintChange.DropUnique(TableRef.of("t"), List.of("c"), Optional.of(name));
        assertRefused(ddl, change, reason);
    }

    @Test
    void anIndexOfPartitionsIsRefusedByName() {
        String ddl = "CREATE TABLE t (id int, c int) PARTITION BY HASH (id); CREATE INDEX t_c ON t (c)";
        assertRefused(
                ddl,
                new IndexChange.CreateIndex(
                        TableRef.of("t"), List.of("id"), false, Optional.empty(), Optional.empty(), Optional.empty()),
                "no index of all partitions concurrently");
        assertRefused(ddl, new IndexChange.DropIndex(TableRef.of("t"), "t_c"), "under a lock that stops everybody");
    }

    private static void assertRefused(String ddl, Change change, String reason) {
        assertThatThrownBy(() -> {
                    try (ThrowawayDatabase database = TestServer.freshDatabase()) {
                        Drafts.run(database, ddl);
                        draft(database, change, 18);
                    }
                })
                .isInstanceOf(UserError.class)
                .hasMessageContaining(reason);
    }

    private static List<Edit> edits(EasedTable table) throws SQLException {
        try (ThrowawayDatabase database = filled(table)) {
            return draft(database, table.change(), 18).edits();
        }
    }

    private static Plan draft(ThrowawayDatabase database, Change change, int version) throws SQLException {
        return DemandedCode.draft(database, change, Engine.postgresql(version));
    }

    private static ThrowawayDatabase filled(EasedTable table) throws SQLException {
        ThrowawayDatabase database = TestServer.freshDatabase();
        Drafts.run(database, table.ddl());
        return database;
    }
}
