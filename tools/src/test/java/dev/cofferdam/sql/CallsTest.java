package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT create_hypertable('conditions', 'time') | create_hypertable",
                "SELECT cron.schedule('0 3 * * *', 'VACUUM') | schedule",
                "SELECT count(*), rebuild(id) FROM owners | rebuild",
                "SELECT * FROM \"Migrate\"(1) | Migrate",
                "SELECT mine.lower('A') | lower"
            })
    void aFunctionThatMayDoAnythingIsNamed(String query, String function) {
        assertThat(Calls.unknown(query)).contains(function);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT setval('owners_seq', (SELECT max(id) FROM owners))",
                "SELECT pg_catalog.set_config('search_path', '', false)",
                "SELECT a::numeric(10, 2), CAST(b AS varchar(20)) FROM t WHERE c IN (1, 2) AND EXISTS (SELECT 1)",
                "WITH few (id) AS (SELECT 1), more (id) AS (SELECT 2) SELECT * FROM few JOIN more USING (id)",
                "SELECT row_number() OVER (PARTITION BY a) FROM (VALUES (1)) AS v (a)",
                "SELECT 'rebuild(1)', regexp_replace(name, 'a', 'b') FROM owners"
            })
    void whatOnlyComputesIsNoCallOfInterest(String query) {
        assertThat(Calls.unknown(query)).isEmpty();
    }
}
