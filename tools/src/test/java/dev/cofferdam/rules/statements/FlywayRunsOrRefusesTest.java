package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a file's transaction is what Flyway does with it. */
@Tag("server")
final class FlywayRunsOrRefusesTest {
    private static final String DEPLOYED = """
            CREATE TABLE owners (id bigint PRIMARY KEY, city text, age int);
            CREATE INDEX owners_city ON owners (city);
            CREATE TABLE visits (id bigint, visited_on date NOT NULL) PARTITION BY RANGE (visited_on);
            CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            """;

    private static final String MIGRATIONS = "src/main/resources/db/migration";

    private static final Set<String> RULES = Set.of("index-create-concurrently-in-tx", "transaction-shape");

    @TempDir
    private Path repository;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX CONCURRENTLY i ON owners (age)",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON owners (age)",
                "CREATE /* why */ INDEX CONCURRENTLY i ON owners (age)",
                "CREATE INDEX CONCURRENTLY i ON owners (age); CREATE INDEX CONCURRENTLY j ON owners (city)",
                "DROP INDEX CONCURRENTLY IF EXISTS owners_city; CREATE INDEX CONCURRENTLY owners_city ON owners (city)",
                "REINDEX (VERBOSE) SCHEMA public",
                "VACUUM (ANALYZE) owners",
            })
    void whatRefusesATransactionAndIsSeenRuns(String sql) throws Exception {
        assertThat(isRefused(sql)).isFalse();
        assertThat(said(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE owners ADD COLUMN z int; CREATE INDEX CONCURRENTLY i ON owners (age)",
                "SET lock_timeout = '2s'; CREATE INDEX CONCURRENTLY i ON owners (age)",
                "CREATE INDEX CONCURRENTLY i ON owners (age); COMMENT ON INDEX i IS 'ages'",
                "VACUUM owners; ANALYZE owners",
                "CREATE INDEX CONCURRENTLY i ON owners (age); REINDEX INDEX CONCURRENTLY owners_city",
                "REINDEX TABLE CONCURRENTLY owners",
                "REINDEX (CONCURRENTLY, VERBOSE) INDEX owners_city",
                "ALTER TABLE visits DETACH PARTITION visits_2024 CONCURRENTLY",
            })
    void aMixtureAndWhatIsNotSeenStopTheMigration(String sql) throws Exception {
        assertThat(isRefused(sql)).isTrue();
        assertThat(said(sql)).hasSize(1);

        Files.writeString(change().resolveSibling("V2__change.sql.conf"), "executeInTransaction=false\n");
        assertThat(isRefused(sql)).isFalse();
        assertThat(said(sql)).isEmpty();
    }

    private boolean isRefused(String sql) throws Exception {
        write(sql);
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            return RealRunner.flyway(database, repository.resolve(MIGRATIONS)).isPresent();
        }
    }

    private List<StatementFinding> said(String sql) throws Exception {
        write(sql);
        return JudgedFiles.of(List.of(change()), repository).stream()
                .flatMap(judged ->
                        StatementCheck.of(judged, Engine.postgresql(18), Policy.of(Map.of(), false), VerdictMemory.NONE)
                                .findings()
                                .stream())
                .filter(found -> RULES.contains(found.finding().rule()))
                .toList();
    }

    private void write(String sql) throws Exception {
        Files.createDirectories(repository.resolve(MIGRATIONS));
        Files.createDirectories(repository.resolve(".git"));
        Files.writeString(change().resolveSibling("V1__deployed.sql"), DEPLOYED);
        Files.writeString(change(), sql + ";\n");
    }

    private Path change() {
        return repository.resolve(MIGRATIONS).resolve("V2__change.sql");
    }
}
