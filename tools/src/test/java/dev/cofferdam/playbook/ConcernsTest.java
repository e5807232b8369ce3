package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan can carry and nobody can answer for is put to a person, and never passed over. */
@Tag("server")
final class ConcernsTest {
    private static final ColumnChange.RenameColumn RENAME =
            new ColumnChange.RenameColumn(TableRef.of("t").column("old"), "fresh");
    private static final String TRIGGER_FUNCTION =
            "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.seen := now(); RETURN NEW; END';";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch() | trigger a fires for every row",
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE ''UPDATE t SET old = 1''; END' | routine f names old",
                "ALTER TABLE t ADD UNIQUE (old) | two unique indexes",
                "ALTER TABLE t ALTER old SET DEFAULT 'x' | may be null and has a default",
                "SELECT 1 | no code path was found",
            })
    void aPersonIsAsked(String ddl, String words) throws SQLException {
        assertThat(draft(ddl).undecided()).extracting(Undecided::what).anySatisfy(what -> assertThat(what)
                .contains(words));
    }

    @Test
    void theSyncTriggerFiresBehindEveryTriggerThatIsThere() throws SQLException {
        Plan plan = draft("CREATE TRIGGER zzz_trim BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch()");
        String sync = ((dev.cofferdam.domain.Sync.ByTrigger) plan.sync()).trigger();
        assertThat(sync).isGreaterThan("zzz_trim");
    }

    @ParameterizedTest
    @CsvSource({"ON UPDATE CASCADE", "ON DELETE SET NULL", "ON UPDATE SET DEFAULT"})
    void aForeignKeyThatWritesTheColumnIsRefused(String action) {
        assertThatThrownBy(() ->
                        draft("CREATE TABLE p (k text PRIMARY KEY); ALTER TABLE t ADD FOREIGN KEY (old) REFERENCES p "
                                + action))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("whose action writes `old`");
    }

    private static Plan draft(String ddl) throws SQLException {
        try (ThrowawayDatabase database = TestServer.freshDatabase()) {
            Drafts.run(
                    database,
                    "CREATE TABLE t (id int PRIMARY KEY, old text, seen timestamptz);" + TRIGGER_FUNCTION + ddl);
            return Drafts.draft(database, RENAME);
        }
    }
}
