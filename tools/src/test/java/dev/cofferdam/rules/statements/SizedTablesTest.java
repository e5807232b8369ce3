package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableSize;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many rows a table has tells how long work on it takes, and never whether the server refuses a statement. */
final class SizedTablesTest {
    private static final String DEPLOYED = """
            CREATE TABLE owners (id bigint PRIMARY KEY, city text, age int, adult boolean GENERATED ALWAYS AS (age > 17) STORED);
            CREATE TABLE visits (id bigint, visited_on date NOT NULL) PARTITION BY RANGE (visited_on);
            CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            CREATE TABLE visits_rest PARTITION OF visits DEFAULT;
            CREATE INDEX visits_id ON visits (id);
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index-create-concurrently-in-tx | 18 | CREATE INDEX CONCURRENTLY i ON owners (city)",
                "index-drop-backs-constraint | 18 | DROP INDEX owners_pkey",
                "partition-key-not-in-unique | 18 | ALTER TABLE visits ADD UNIQUE (id)",
                "column-type-dependents | 18 | ALTER TABLE owners ALTER COLUMN age TYPE bigint",
                "index-on-partitioned-parent | 18 | CREATE INDEX CONCURRENTLY i ON visits (id)",
                "index-drop-blocking | 18 | DROP INDEX CONCURRENTLY visits_id",
                "partition-detach-blocking | 18 | ALTER TABLE visits DETACH PARTITION visits_2024 CONCURRENTLY",
                "fk-add-validating | 17 | ALTER TABLE visits ADD FOREIGN KEY (id) REFERENCES owners NOT VALID",
            })
    void whatTheServerRefusesItRefusesOfAnEmptyTableToo(String rule, int major, String sql) {
        assertThat(severity(rule, sql, major, 0)).isEqualTo(Severity.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index-create-blocking | CREATE INDEX i ON owners (city)",
                "index-on-partitioned-parent | CREATE INDEX i ON visits (id)",
                "column-type-rewrite | ALTER TABLE owners ALTER COLUMN id TYPE numeric",
            })
    void whatTakesAsLongAsATableIsBigIsMilderOnASmallOne(String rule, String sql) {
        assertThat(severity(rule, sql, 18, 0)).isEqualTo(Severity.WARNING);
        assertThat(severity(rule, sql, 18, 50_000_000)).isEqualTo(Severity.ERROR);
    }

    private static Severity severity(String rule, String sql, int major, long rows) {
        History history = new History(
                "Flyway", List.of(unit("V1__deployed.sql", DEPLOYED), unit("V2__change.sql", sql)), List.of());
        Policy policy = Policy.of(Map.of(), false).sized(table -> Optional.of(TableSize.ofRows(rows, "a test")));
        return StatementCheck.of(
                        history, Engine.postgresql(major), unit -> unit.file().startsWith("V2"), false, policy)
                .findings()
                .stream()
                .filter(found -> found.finding().rule().equals(rule))
                .map(found -> found.finding().severity())
                .findFirst()
                .orElseThrow();
    }

    private static MigrationUnit unit(String file, String sql) {
        return new MigrationUnit(file, Optional.empty(), "", MigrationUnit.Kind.VERSIONED, true, sql);
    }
}
