package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import dev.cofferdam.playbook.demands.DemandedCode;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.rehearse.Rehearsal;
import dev.cofferdam.rules.observed.RehearsalRules;
import dev.cofferdam.schema.CatalogReader;
import dev.cofferdam.schema.ReplayedSchema;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SQL of a stranger's pull request wants programs, files, other servers and the server's settings. Wherever it stands, in a migration, in a plan's step
 * or in a trigger that fires while rows are made up, it is refused, and what is said names statement, place and the server's reason.
 */
@Tag("server")
final class HostileSqlTest {
    private static final RehearsalScale SMALL = new RehearsalScale(50, 50, 1);

    @TempDir
    private Path outside;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY (SELECT 1) TO PROGRAM 'touch OUTSIDE/reached'",
                "COPY kept FROM PROGRAM 'env'",
                "COPY kept FROM '/etc/passwd'",
                "COPY kept TO 'OUTSIDE/reached'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT pg_read_binary_file('/proc/self/environ')",
                "SELECT pg_ls_dir('/')",
                "SELECT lo_import('/etc/passwd')",
                "SELECT lo_export(lo_creat(-1), 'OUTSIDE/reached')",
                "CREATE EXTENSION dblink",
                "CREATE EXTENSION postgres_fdw",
                "CREATE EXTENSION file_fdw",
                "CREATE EXTENSION adminpack",
                "CREATE EXTENSION plpython3u",
                "CREATE EXTENSION plperlu",
                "CREATE FUNCTION sh() RETURNS int LANGUAGE plpython3u AS 'return 1'",
                "CREATE FUNCTION sh(cstring) RETURNS int LANGUAGE c AS 'libc', 'system'",
                "CREATE FUNCTION sh(cstring) RETURNS int LANGUAGE internal AS 'pg_read_file'",
                "ALTER SYSTEM SET archive_command = 'touch OUTSIDE/reached'",
                "SET session_preload_libraries = 'OUTSIDE/evil.so'",
                "SET dynamic_library_path = 'OUTSIDE'",
                "LOAD 'OUTSIDE/evil.so'",
                "CREATE SUBSCRIPTION away CONNECTION 'host=127.0.0.1 dbname=postgres' PUBLICATION p",
                "CREATE EVENT TRIGGER all_ddl ON ddl_command_start EXECUTE FUNCTION pg_catalog.suppress_redundant_updates_trigger()",
                "CREATE ROLE mine SUPERUSER",
                "DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''touch OUTSIDE/reached'''; END $$"
            })
    void aMigrationReachesNothingAndTheRestOfTheHistoryIsReplayed(String template) throws SQLException {
        String hostile = template.replace("OUTSIDE", outside.toString());
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Schema schema = ReplayedSchema.of(
                    new History(
                            "test",
                            List.of(
                                    unit(1, "CREATE TABLE kept (line text);\n" + hostile),
                                    unit(2, "CREATE TABLE later (id int)")),
                            List.of()),
                    database);

            assertThat(schema.tables()).extracting(table -> table.ref().name()).containsExactly("kept", "later");
            assertThat(schema.unread()).singleElement().satisfies(refused -> {
                assertThat(refused.place()).hasToString("V1.sql:2");
                assertThat(hostile).startsWith(refused.what().replaceAll("\\W+$", ""));
                assertThat(refused.why())
                        .containsPattern("denied|must be superuser|not allowed|only|is not available|does not exist");
            });
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aStepOfAPlanReachesNothingAndTheFindingSaysWhatWasRefusedWhere() throws SQLException {
        Played played =
                played(Planned.RENAME_REQUIRED.ddl(), "COPY (SELECT 1) TO PROGRAM 'touch " + outside + "/reached'");

        assertThat(RehearsalRules.findings(played.plan(), played.seen()))
                .anyMatch(one -> one.rule().equals("rehearsal-step-fails")
                        && one.where().equals("expand/expand-1")
                        && one.what().contains("permission denied to COPY to or from an external program"));
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aTriggerThatFiresWhileRowsAreMadeUpReachesNothingAndTheRehearsalSaysSo() throws SQLException {
        Rehearsed seen = played(
                        Planned.RENAME_REQUIRED.ddl()
                                + "; CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN COPY (SELECT 1) TO PROGRAM 'touch "
                                + outside
                                + "/reached'; RETURN NEW; END $$; CREATE TRIGGER spy BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION spy()",
                        "SELECT 1")
                .seen();

        assertThat(seen.remarks()).anyMatch(remark -> remark.startsWith("t ") && remark.contains("external program"));
        assertThat(outside).isEmptyDirectory();
    }

    /** A plan, and what was seen of it. */
    private record Played(Plan plan, Rehearsed seen) {}

    private static MigrationUnit unit(int version, String sql) {
        return new MigrationUnit(
                "V" + version + ".sql",
                Optional.of(String.valueOf(version)),
                "",
                MigrationUnit.Kind.VERSIONED,
                false,
                sql);
    }

    private static Played played(String ddl, String hostile) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, ddl);
            Plan good = DemandedCode.draft(
                    database,
                    Planned.RENAME_REQUIRED.change(),
                    Engine.postgresql(TestServer.get().majorVersion()));
            Plan plan = PlanFile.parse(
                    PlanFile.write(good)
                            .replaceFirst(
                                    "(id: expand-1[^:]*:[^:]*statements:\\s+)- ",
                                    "$1- " + hostile.replace("\\", "\\\\") + "\n    - "),
                    "edited");
            Schema schema;
            try (Connection owner = database.connectAsOwner()) {
                schema = CatalogReader.read(owner, "test");
            }
            return new Played(
                    plan,
                    Rehearsal.of(
                            new Rehearsal.Play(plan, NaiveChange.statements(plan.change(), schema), schema),
                            TestServer.get(),
                            database,
                            SMALL,
                            line -> {}));
        }
    }
}
