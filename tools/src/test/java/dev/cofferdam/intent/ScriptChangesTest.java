package dev.cofferdam.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.TableChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.StaticSchema;
import dev.cofferdam.sql.SqlParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ScriptChangesTest {
    private static final Schema BEFORE = StaticSchema.of(new History(
            "test",
            List.of(new MigrationUnit(
                    "V1.sql",
                    Optional.of("1"),
                    "first",
                    MigrationUnit.Kind.VERSIONED,
                    true,
                    "CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20), city text);"
                            + " CREATE TABLE pets (id bigint PRIMARY KEY);")),
            List.of()));

    private static List<Change> changes(String sql) {
        return ScriptChanges.of(SqlParser.parse(sql), BEFORE).stream()
                .map(ScriptChanges.Made::change)
                .toList();
    }

    @Test
    void whatIsNoChangeOfATableThatIsThereIsPassedOver() {
        assertThat(changes("""
            CREATE TABLE visits (id bigint);
            ALTER TABLE visits DROP COLUMN id;
            INSERT INTO pets VALUES (1);
            DO $$ BEGIN PERFORM 1; END $$;
            no SQL at all;
            ALTER TABLE owners RENAME COLUMN telephone TO phone;
            """))
                .containsExactly(
                        new ColumnChange.RenameColumn(TableRef.of("owners").column("telephone"), "phone"));
    }

    @Test
    void whatElseGoesByCascadeDoesNotHideTheChange() {
        assertThat(changes("DROP TABLE pets CASCADE; ALTER TABLE owners DROP COLUMN city CASCADE;"))
                .containsExactly(
                        new TableChange.DropTable(TableRef.of("pets")),
                        new ColumnChange.DropColumn(TableRef.of("owners").column("city")));
    }

    @Test
    void severalStatementsThatMakeOneChangeByHandAreOne() {
        assertThat(changes("""
            ALTER TABLE owners ADD COLUMN phone varchar(20);
            UPDATE owners SET phone = telephone;
            ALTER TABLE owners DROP COLUMN telephone;
            """))
                .hasSize(1)
                .first()
                .isInstanceOf(ColumnChange.class)
                .extracting(change -> change.columns().get(0).column())
                .isEqualTo("telephone");
    }

    @Test
    void aTableThatTheScriptRenamesIsStillTheOneThatCodeKnows() {
        assertThat(changes("ALTER TABLE owners RENAME TO people; ALTER TABLE people DROP COLUMN city;"))
                .containsExactly(
                        new TableChange.RenameTable(TableRef.of("owners"), "people"),
                        new ColumnChange.DropColumn(TableRef.of("owners").column("city")));
    }

    @Test
    void aChangeKnowsTheStatementThatMakesIt() {
        List<ScriptChanges.Made> made = ScriptChanges.of(
                SqlParser.parse("SELECT 1;\n\nALTER TABLE owners ALTER COLUMN city SET NOT NULL;"), BEFORE);

        assertThat(made).hasSize(1);
        assertThat(made.get(0).statement().line()).isEqualTo(3);
    }
}
