package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody knows which change sets of a file come with one release, unless the file is named as the change. */
final class ChangeSetsOfOneFileTest {
    private static final String TABLE = "CREATE TABLE calls (id bigint PRIMARY KEY, owner_id bigint);";
    private static final String INDEX = "CREATE INDEX calls_owner_idx ON calls (owner_id);";

    @Test
    void aFileMayHaveGrownOverReleasesHoweverSmallItIs() {
        MigrationUnit[] history = {
            unit("1.sql", "CREATE TABLE owners (id bigint PRIMARY KEY);"),
            unit("2.sql", TABLE),
            unit("2.sql", INDEX),
            unit("3.sql", "CREATE TABLE pets (id bigint PRIMARY KEY);")
        };

        assertThat(rules(history)).contains("index-create-blocking");
        assertThat(rules(history[1], history[2])).contains("index-create-blocking");
    }

    @Test
    void whatAChangeSetMakesIsNewToTheNextOneOfAFileThatIsNamed() {
        assertThat(rules(true, unit("2.sql", TABLE), unit("2.sql", INDEX))).doesNotContain("index-create-blocking");
    }

    @Test
    void filesAreCountedAndNotTheirChangeSets() {
        History history = new History("Liquibase", List.of(unit("2.sql", TABLE), unit("2.sql", INDEX)), List.of());

        assertThat(StatementCheck.of(history, Engine.postgresql(18), unit -> true, true)
                        .files())
                .isEqualTo(1);
    }

    @Test
    void anotherFileIsAnotherRelease() {
        assertThat(rules(unit("1.sql", TABLE), unit("2.sql", INDEX))).contains("index-create-blocking");
    }

    private static Stream<String> rules(MigrationUnit... units) {
        return rules(false, units);
    }

    private static Stream<String> rules(boolean oneChange, MigrationUnit... units) {
        History history = new History("Liquibase", List.of(units), List.of());
        return StatementCheck.of(history, Engine.postgresql(18), unit -> true, oneChange).findings().stream()
                .map(each -> each.finding().rule());
    }

    private static MigrationUnit unit(String file, String sql) {
        return new MigrationUnit(file, Optional.empty(), "", MigrationUnit.Kind.VERSIONED, true, sql);
    }
}
