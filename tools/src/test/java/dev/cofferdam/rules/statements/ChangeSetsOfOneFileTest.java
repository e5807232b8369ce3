package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.History;
import dev.cofferdam.migrations.MigrationUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Change sets that come with one release are one change, although each is a unit of its own. */
final class ChangeSetsOfOneFileTest {
    private static final String TABLE = "CREATE TABLE calls (id bigint PRIMARY KEY, owner_id bigint);";
    private static final String INDEX = "CREATE INDEX calls_owner_idx ON calls (owner_id);";

    @Test
    void whatAChangeSetMakesIsNewToTheNextOneOfItsFile() {
        assertThat(rules(
                        unit("1.sql", "CREATE TABLE owners (id bigint PRIMARY KEY);"),
                        unit("2.sql", TABLE),
                        unit("2.sql", INDEX),
                        unit("3.sql", "CREATE TABLE pets (id bigint PRIMARY KEY);")))
                .doesNotContain("index-create-blocking");
    }

    @Test
    void aFileThatHoldsMostOfItsHistoryHasGrownOverReleases() {
        assertThat(rules(unit("changelog.xml", TABLE), unit("changelog.xml", INDEX), unit("last.sql", "SELECT 1;")))
                .contains("index-create-blocking");
    }

    @Test
    void anotherFileIsAnotherRelease() {
        assertThat(rules(unit("1.sql", TABLE), unit("2.sql", INDEX))).contains("index-create-blocking");
    }

    private static Stream<String> rules(MigrationUnit... units) {
        History history = new History("Liquibase", List.of(units), List.of());
        return StatementCheck.of(history, Engine.postgresql(18), unit -> true, false).findings().stream()
                .map(each -> each.finding().rule());
    }

    private static MigrationUnit unit(String file, String sql) {
        return new MigrationUnit(file, Optional.empty(), "", MigrationUnit.Kind.VERSIONED, true, sql);
    }
}
