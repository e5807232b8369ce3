package dev.cofferdam.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.playbook.Drafts;
import dev.cofferdam.playbook.parts.NaiveChange;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of these schemas made a plan that its rules accepted and that failed, or lost something, in its last step. */
@Tag("server")
final class DryRunTest {
    private static final ColumnChange.RenameColumn RENAME =
            new ColumnChange.RenameColumn(TableRef.of("t").column("old"), "fresh");
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, old text, other text);";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE VIEW v WITH (security_barrier=true) AS SELECT id, old FROM t WHERE id > 1 | LOST | security_barrier=true",
                "CREATE VIEW v AS SELECT id, old FROM t WHERE id > 1 WITH CASCADED CHECK OPTION | LOST | check_option=cascaded",
                "CREATE POLICY p ON t USING (old = 'x') | FAILED | policy p on table t depends on column old",
                "CREATE FUNCTION f() RETURNS bigint BEGIN ATOMIC SELECT count(t.old) FROM t; END | FAILED | function f() depends on column old",
                "CREATE PUBLICATION p FOR TABLE t (id, old) | FAILED | publication of table t in publication p depends on column old",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER a BEFORE UPDATE OF old ON t"
                        + " FOR EACH ROW EXECUTE FUNCTION f() | FAILED | trigger a on table t depends on column old",
                "CREATE STATISTICS s ON old, other FROM t | LOST | statistics CREATE STATISTICS",
                "ALTER TABLE t ALTER old SET STATISTICS 500 | LOST | statistics 500",
                "ALTER TABLE t ALTER old SET STORAGE external | LOST | storage e",
                "GRANT SELECT (old) ON t TO cofferdam_app | LOST | cofferdam_app=r",
                "CREATE INDEX i ON t (old); COMMENT ON INDEX i IS 'why' | LOST | comment why",
                "CREATE TABLE child () INHERITS (t) | INHERITANCE | t",
            })
    void whatIsLostOrFailsOnTheWayIsSeen(String ddl, Observation.Kind what, String words) throws SQLException {
        List<Observation> seen = tried(TABLE + ddl);
        assertThat(seen).isNotEmpty();
        assertThat(seen.get(0).kind()).isEqualTo(what);
        assertThat(seen)
                .anySatisfy(one -> assertThat(one.subject() + one.evidence()).contains(words));
    }

    @Test
    void aSerialColumnTakesItsSequenceWithIt() throws SQLException {
        assertThat(tried("CREATE TABLE t (id int PRIMARY KEY, old serial)")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1",
                "CREATE INDEX i ON t (lower(old)); COMMENT ON COLUMN t.old IS 'kept'; GRANT SELECT ON t TO cofferdam_app",
                "CREATE VIEW v AS SELECT old FROM t; CREATE VIEW w AS SELECT * FROM v; ALTER TABLE t ADD CHECK (old <> ''), ADD UNIQUE (old)",
            })
    void whatThePlaybookTakesAlongRunsThroughAndNothingIsLost(String ddl) throws SQLException {
        assertThat(tried(TABLE + ddl)).isEmpty();
    }

    private static List<Observation> tried(String ddl) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(database, ddl);
            Plan plan = Drafts.draft(database, RENAME);
            return DryRun.of(plan, NaiveChange.statements(RENAME), TestServer.get(), database);
        }
    }
}
