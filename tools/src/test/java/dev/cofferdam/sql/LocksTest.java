package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Engine;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocksTest {
    private static String locks(String sql, Engine engine) {
        return Locks.of(Facts.of(sql, Statement.class), engine).stream()
                .map(lock -> lock.table() + " " + lock.level().words() + " " + lock.hold())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE t ADD COLUMN a int | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD COLUMN a int NOT NULL DEFAULT 1 | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD COLUMN a timestamptz DEFAULT now() | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD COLUMN a uuid DEFAULT gen_random_uuid() | t ACCESS EXCLUSIVE REWRITE",
                "ALTER TABLE t ADD COLUMN a numeric DEFAULT '1'::numeric(10,2) | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD COLUMN a bigserial | t ACCESS EXCLUSIVE REWRITE",
                "ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS IDENTITY | t ACCESS EXCLUSIVE REWRITE",
                "ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b) STORED | t ACCESS EXCLUSIVE REWRITE",
                "ALTER TABLE t ADD COLUMN a int GENERATED ALWAYS AS (b) VIRTUAL | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD COLUMN a int REFERENCES u | t ACCESS EXCLUSIVE INSTANT, u SHARE ROW EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD COLUMN a int DEFAULT 1 REFERENCES u | t ACCESS EXCLUSIVE SCAN, u SHARE ROW EXCLUSIVE SCAN",
                "ALTER TABLE t ADD COLUMN a int UNIQUE | t ACCESS EXCLUSIVE BUILD",
                "ALTER TABLE t DROP COLUMN a | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ALTER a TYPE bigint | t ACCESS EXCLUSIVE REWRITE",
                "ALTER TABLE t ALTER a SET NOT NULL | t ACCESS EXCLUSIVE SCAN",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) | t ACCESS EXCLUSIVE SCAN",
                "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t VALIDATE CONSTRAINT c | t SHARE UPDATE EXCLUSIVE SCAN",
                "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u | t SHARE ROW EXCLUSIVE SCAN, u SHARE ROW EXCLUSIVE SCAN",
                "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u NOT VALID | t SHARE ROW EXCLUSIVE INSTANT, u SHARE ROW EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD UNIQUE (a) | t ACCESS EXCLUSIVE BUILD",
                "ALTER TABLE t ADD UNIQUE USING INDEX i | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ADD PRIMARY KEY USING INDEX i | t ACCESS EXCLUSIVE SCAN",
                "ALTER TABLE t SET (fillfactor = 70), ALTER a SET STATISTICS 9 | t SHARE UPDATE EXCLUSIVE INSTANT",
                "ALTER TABLE t SET (fillfactor = 70), DROP COLUMN a | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t SET LOGGED | t ACCESS EXCLUSIVE REWRITE",
                "ALTER TABLE t DISABLE TRIGGER ALL | t SHARE ROW EXCLUSIVE INSTANT",
                "ALTER TABLE t OWNER TO r | t ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t ATTACH PARTITION p DEFAULT | p ACCESS EXCLUSIVE SCAN, t SHARE UPDATE EXCLUSIVE INSTANT",
                "ALTER TABLE t DETACH PARTITION p | t ACCESS EXCLUSIVE INSTANT, p ACCESS EXCLUSIVE INSTANT",
                "ALTER TABLE t DETACH PARTITION p CONCURRENTLY | p ACCESS EXCLUSIVE INSTANT, t SHARE UPDATE EXCLUSIVE INSTANT",
                "CREATE TABLE t (a int REFERENCES u, b int REFERENCES t) | u SHARE ROW EXCLUSIVE INSTANT",
                "CREATE TABLE t PARTITION OF p DEFAULT | p ACCESS EXCLUSIVE INSTANT",
                "CREATE INDEX ON t (a) | t SHARE BUILD",
                "CREATE INDEX CONCURRENTLY i ON t (a) | t SHARE UPDATE EXCLUSIVE BUILD",
                "DROP INDEX i | i ACCESS EXCLUSIVE INSTANT",
                "DROP INDEX CONCURRENTLY i | i SHARE UPDATE EXCLUSIVE INSTANT",
                "DROP TABLE t, u | t ACCESS EXCLUSIVE INSTANT, u ACCESS EXCLUSIVE INSTANT",
                "DROP TRIGGER g ON t | t ACCESS EXCLUSIVE INSTANT",
                "ALTER INDEX i RENAME TO j | i SHARE UPDATE EXCLUSIVE INSTANT",
                "CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f() | t SHARE ROW EXCLUSIVE INSTANT",
                "CREATE VIEW v AS SELECT a FROM t | t ACCESS SHARE INSTANT",
                "TRUNCATE t | t ACCESS EXCLUSIVE INSTANT",
                "VACUUM FULL t | t ACCESS EXCLUSIVE REWRITE",
                "VACUUM t | t SHARE UPDATE EXCLUSIVE SCAN",
                "REFRESH MATERIALIZED VIEW v | v ACCESS EXCLUSIVE REWRITE",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY v | v EXCLUSIVE REWRITE",
                "REINDEX TABLE CONCURRENTLY t | t SHARE UPDATE EXCLUSIVE BUILD",
                "REINDEX (CONCURRENTLY, VERBOSE) TABLE t | t SHARE UPDATE EXCLUSIVE BUILD",
                "REINDEX (VERBOSE, CONCURRENTLY on) TABLE t | t SHARE UPDATE EXCLUSIVE BUILD",
                "REINDEX (VERBOSE) TABLE CONCURRENTLY t | t SHARE UPDATE EXCLUSIVE BUILD",
                "REINDEX (TABLESPACE fast, CONCURRENTLY off) TABLE t | t SHARE BUILD",
                "REINDEX (VERBOSE) TABLE t | t SHARE BUILD",
                "CLUSTER (VERBOSE) t USING i | t ACCESS EXCLUSIVE REWRITE",
                "VACUUM (FULL 0) t | t SHARE UPDATE EXCLUSIVE SCAN",
                "LOCK TABLE t IN SHARE MODE | t SHARE INSTANT",
                "COMMENT ON TABLE t IS 'x' | t SHARE UPDATE EXCLUSIVE INSTANT",
                "UPDATE t SET a = 1 FROM u | t ROW EXCLUSIVE BATCH, u ACCESS SHARE SCAN",
                "WITH d AS (DELETE FROM t RETURNING a) INSERT INTO u SELECT a FROM d | t ROW EXCLUSIVE BATCH, u ROW EXCLUSIVE BATCH",
                "SELECT a FROM t | t ACCESS SHARE SCAN",
            })
    void aStatementTakesTheLocksOfTheManual(String sql, String expected) {
        assertThat(locks(sql, Engine.postgresql(17))).isEqualTo(expected);
    }

    @Test
    void detachingLeavesThePartitionToReadersBeforeVersion14() {
        String detach = "ALTER TABLE t DETACH PARTITION p";
        assertThat(locks(detach, Engine.postgresql(13)))
                .isEqualTo("t ACCESS EXCLUSIVE INSTANT, p SHARE UPDATE EXCLUSIVE INSTANT");
    }

    @Test
    void grantLocksTheTableFromVersion18On() {
        assertThat(locks("GRANT SELECT ON t TO r", Engine.postgresql(17))).isEmpty();
        assertThat(locks("GRANT SELECT ON t TO r", Engine.postgresql(18))).isEqualTo("t ACCESS SHARE INSTANT");
    }

    @Test
    void locksOfAnotherProductAreNotGuessed() {
        assertThatThrownBy(() -> locks("SELECT 1", Engine.parse("mysql:8")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
