package dev.cofferdam.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DriftTest {
    private static final TableRef OWNERS = TableRef.of("owners");
    private static final String SAME = "CREATE TABLE owners (id int PRIMARY KEY, telephone text DEFAULT '-');"
            + "CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES owners);";

    @Test
    void equalSchemasDoNotDrift() {
        assertThat(between(SAME, SAME + "CREATE TABLE elsewhere (id int);")).isEmpty();
    }

    @Test
    void whatOnlyOneSideHasIsSaidWithTheSideThatHasIt() {
        String live = SAME.replace("'-'", "'none'") + "CREATE INDEX by_phone ON owners (telephone);";
        String repository = SAME + "ALTER TABLE owners ADD CHECK (telephone <> ''); ALTER TABLE pets ADD name text;"
                + "CREATE VIEW phones AS SELECT telephone FROM owners;";

        assertThat(between(live, repository))
                .hasSize(6)
                .anyMatch(line -> line.startsWith("column telephone of owners text DEFAULT 'none'")
                        && line.endsWith("only in the live database"))
                .anyMatch(line -> line.startsWith("column telephone of owners text DEFAULT '-'")
                        && line.endsWith("only in the repository"))
                .anyMatch(line -> line.contains("by_phone") && line.endsWith("only in the live database"))
                .anyMatch(line -> line.startsWith("constraint owners_telephone_check of owners")
                        && line.endsWith("only in the repository"))
                .anyMatch(line -> line.startsWith("table pets column name") && line.endsWith("only in the repository"))
                .anyMatch(line -> line.equals("view phones, only in the repository"));
    }

    @Test
    void aTableThatNoMigrationMakesIsOneDifference() {
        assertThat(between(SAME, "CREATE TABLE pets (id int)"))
                .containsExactly("the repository's migrations make no table owners");
    }

    @Test
    void manyDifferencesAreOneDecisionAndTheRestIsCounted() {
        List<String> many = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> "difference " + i)
                .toList();

        assertThat(Drift.undecided(many, OWNERS)).hasValueSatisfying(undecided -> assertThat(undecided.what())
                .contains("difference 7; and 12 more")
                .doesNotContain("difference 8"));
        assertThat(Drift.undecided(List.of(), OWNERS)).isEmpty();
    }

    private static List<String> between(String live, String repository) {
        return Drift.between(schema(live), schema(repository), OWNERS);
    }

    private static Schema schema(String sql) {
        return StaticSchema.of(new History(
                "one file",
                List.of(new MigrationUnit(
                        "schema.sql", Optional.empty(), "schema", MigrationUnit.Kind.SCRIPT, false, sql)),
                List.of()));
    }
}
