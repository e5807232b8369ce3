package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.rules.statements.RealRunner;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools themselves run what was written for them, from the table as it was to the table as it is to be. */
@Tag("server")
final class StepMigrationsTest {
    private static final ColumnChange RENAME =
            new ColumnChange.RenameColumn(TableRef.of("t").column("old"), "fresh");

    private static final String DDL = """
            CREATE TABLE t (id int PRIMARY KEY, old text NOT NULL CHECK (old <> '${x}'), "it's" int);
            CREATE INDEX t_old ON t (old);
            CREATE VIEW v AS SELECT id, old FROM t""";

    private static final String COLUMNS = "SELECT string_agg(attname, ' ' ORDER BY attname) FROM pg_attribute"
            + " WHERE attrelid = 't'::regclass AND attnum > 0 AND NOT attisdropped";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "FLYWAY, 0",
        "FLYWAY, 700",
        "LIQUIBASE_SQL, 700",
        "LIQUIBASE_XML, 700",
        "LIQUIBASE_YAML, 700",
        "LIQUIBASE_SQL, 0"
    })
    void theWholeSequenceRunsThroughEmptyOrFull(Convention convention, int rows) throws Exception {
        SortedMap<String, String> files = StepMigrations.of(plan(), convention);
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(run(convention, database, files, rows)).isEmpty();
            assertThat(ask(database, COLUMNS)).isEqualTo("fresh id it's");
            assertThat(ask(database, "SELECT count(*) FROM t WHERE fresh = 'n' || id"))
                    .isEqualTo(String.valueOf(rows));
            assertThat(ask(database, "SELECT count(*) FROM pg_proc WHERE proname LIKE 'cofferdam%'"))
                    .isEqualTo("0");
            assertThat(ask(database, "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid"))
                    .isEqualTo("2");
        }
    }

    @Test
    void aGateThatDoesNotHoldStopsTheTool() throws Exception {
        SortedMap<String, String> files = StepMigrations.of(plan(), Convention.FLYWAY);
        files.keySet().removeIf(path -> path.contains("backfill_1"));
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            assertThat(run(Convention.FLYWAY, database, files, 700))
                    .get()
                    .asString()
                    .contains("gate before");
            assertThat(ask(database, "SELECT count(*) FROM t WHERE old = 'n' || id"))
                    .isEqualTo("700");
        }
    }

    @Test
    void whatMayNotRunInATransactionSaysSo() throws SQLException {
        SortedMap<String, String> files = StepMigrations.of(plan(), Convention.FLYWAY);

        files.forEach((path, text) -> {
            if (text.contains("CONCURRENTLY") || text.contains("CALL ")) {
                assertThat(files).containsEntry(path + ".conf", "executeInTransaction=false\n");
            }
        });
        assertThat(files.values()).contains("executeInTransaction=false\n", "placeholderReplacement=false\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Flyway, V1__a.sql, FLYWAY",
        "Liquibase, db/a.xml, LIQUIBASE_XML",
        "Liquibase, db/a.sql, LIQUIBASE_SQL",
        "Liquibase, db/a.yml, LIQUIBASE_YAML",
        "Liquibase, db/a.json, LIQUIBASE_YAML",
        "SQL folder, a.sql, PLAIN",
    })
    void theRepositorysOwnConventionIsTaken(String layout, String newest, Convention convention) {
        assertThat(Convention.of(layout, newest)).isEqualTo(convention);
    }

    private static Plan plan() throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, DDL);
            return Drafts.draft(database, RENAME);
        }
    }

    private Optional<String> run(Convention convention, ThrowawayDatabase database, Map<String, String> files, int rows)
            throws Exception {
        String before = DDL + ";\nINSERT INTO t SELECT i, 'n' || i FROM generate_series(1, " + rows + ") i;\n";
        boolean flyway = convention == Convention.FLYWAY;
        for (Map.Entry<String, String> file : files.entrySet()) {
            write((flyway ? "V1." : "") + Path.of(file.getKey()).getFileName(), file.getValue());
        }
        if (flyway) {
            write("V0__before.sql", before);
            write("V0__before.sql.conf", "placeholderReplacement=false\n");
            return RealRunner.flyway(database, folder);
        }
        Drafts.run(database, before);
        List<String> names = files.keySet().stream()
                .map(path -> Path.of(path).getFileName().toString())
                .toList();
        return RealRunner.liquibase(database, folder, names.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String ask(ThrowawayDatabase database, String query) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
