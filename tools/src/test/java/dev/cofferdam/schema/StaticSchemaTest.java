package dev.cofferdam.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.NearestNames;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StaticSchemaTest {
    @Test
    void whatCannotBeAppliedIsNamedWithItsPlaceAndPassedOver() {
        Schema schema = read("""
                CREATE TABLE a (id INT);

                DO $$ BEGIN EXECUTE 'DROP TABLE a'; END $$;
                ALTER TABLE a ADD COLUMN b INT, ADD COLUMN id INT;
                ALTER TABLE nowhere ADD x INT;
                ALTER TABLE IF EXISTS nowhere ADD x INT;
                """);

        assertThat(schema.unread())
                .extracting(unread -> unread.place().toString())
                .containsExactly("s.sql:3", "s.sql:4", "s.sql:5");
        assertThat(schema.table(TableRef.of("a")).columns())
                .as("all actions of a statement or none")
                .extracting(Column::name)
                .containsExactly("id");
    }

    @Test
    void definitionsFollowARename() {
        Schema schema = read("""
                CREATE TABLE a (x INT CHECK (x > 0 AND 'x' <> ''), y INT);
                CREATE INDEX by_x ON a (x) WHERE x > 1;
                ALTER TABLE a RENAME COLUMN x TO "Odd";
                ALTER INDEX by_x RENAME TO by_odd;
                """);

        Table a = schema.table(TableRef.of("a"));
        assertThat(a.constraints().get(0).definition()).contains("\"Odd\" > 0 AND 'x' <> ''");
        assertThat(a.indexes().get(0).definition())
                .isEqualTo("CREATE INDEX by_odd ON a USING btree (\"Odd\") WHERE \"Odd\" > 1");
    }

    @Test
    void theFingerprintChangesWithTheSliceAndWithNothingElse() {
        String base =
                "CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (a_id INT REFERENCES a); CREATE TABLE c (id INT);";
        String fingerprint = read(base).fingerprint(TableRef.of("a"));

        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(read(base + "ALTER TABLE c ADD x INT;").fingerprint(TableRef.of("a")))
                .isEqualTo(fingerprint);
        assertThat(read(base + "ALTER TABLE b ADD x INT;").fingerprint(TableRef.of("a")))
                .isNotEqualTo(fingerprint);
        assertThat(read(base + "CREATE VIEW v AS SELECT id FROM a;").fingerprint(TableRef.of("a")))
                .isNotEqualTo(fingerprint);
    }

    @Test
    void aMissingTableIsToldWithTheNearestNames() {
        Schema schema = read("CREATE TABLE owners (id INT); CREATE TABLE pets (id INT);");

        assertThatThrownBy(() -> schema.table(TableRef.of("owner")))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.fix()).isEqualTo("did you mean `owners`?"));
    }

    @Test
    void nearestNamesAreFewAndSensible() {
        List<String> names = List.of("telephone", "phone_number", "first_name", "last_name", "id", "city");

        assertThat(NearestNames.of("telefone", names)).containsExactly("telephone");
        assertThat(NearestNames.of("lastName", names)).containsExactly("last_name");
        assertThat(NearestNames.of("phone", names)).containsExactly("phone_number", "telephone");
        assertThat(NearestNames.of("ctiy", names)).containsExactly("city");
        assertThat(NearestNames.of("warehouse", names)).isEmpty();
    }

    private static Schema read(String sql) {
        MigrationUnit unit = new MigrationUnit("s.sql", Optional.empty(), "s", MigrationUnit.Kind.SCRIPT, true, sql);
        return StaticSchema.of(new History("test", List.of(unit), List.of()));
    }
}
