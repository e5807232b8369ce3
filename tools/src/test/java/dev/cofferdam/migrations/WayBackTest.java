package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What takes a unit back belongs to the unit, with its own place, and never runs. */
final class WayBackTest {
    @TempDir
    Path repository;

    @Test
    void flywaysUndoFileGoesWithTheVersionThatItUndoes() throws IOException {
        write("db/migration/V1__owners.sql", "CREATE TABLE owners (id int);");
        write("db/migration/V2.0__city.sql", "ALTER TABLE owners ADD COLUMN city text;");
        write("db/migration/U2__city.sql", "ALTER TABLE owners DROP COLUMN city;");

        assertThat(waysBack())
                .containsExactly("1: -", "2.0: db/migration/U2__city.sql:1 ALTER TABLE owners DROP COLUMN city;");
    }

    @Test
    void formattedSqlHasItInComments() throws IOException {
        write("db/changelog.sql", """
                --liquibase formatted sql
                --changeset a:1
                CREATE TABLE owners (id int);
                --rollback DROP TABLE
                --rollback owners;
                --changeset a:2
                CREATE TABLE pets (id int);
                /* liquibase rollback
                  DROP TABLE pets;
                */
                --changeset a:3
                CREATE TABLE visits (id int);
                --rollback not required
                """);

        assertThat(waysBack())
                .containsExactly(
                        "1: db/changelog.sql:4 DROP TABLE owners;", "2: db/changelog.sql:9 DROP TABLE pets;", "3: -");
    }

    @Test
    void changelogsHaveItAsChangesOrText() throws IOException {
        write("db/changelog.xml", """
                <databaseChangeLog>
                  <include file="other.yaml" relativeToChangelogFile="true"/>
                  <changeSet id="1" author="a">
                    <createTable tableName="owners"><column name="id" type="int"/></createTable>
                    <rollback>
                      <dropTable tableName="owners"/>
                    </rollback>
                  </changeSet>
                  <changeSet id="2" author="a">
                    <sql>CREATE TABLE pets (id int)</sql>
                    <rollback>DROP TABLE pets</rollback>
                  </changeSet>
                  <changeSet id="3" author="a">
                    <sql>CREATE TABLE visits (id int)</sql>
                    <rollback changeSetId="2" changeSetAuthor="a"/>
                  </changeSet>
                </databaseChangeLog>
                """);
        write("db/other.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: y1
                      author: a
                      changes:
                        - createTable:
                            tableName: vets
                            columns:
                              - column: {name: id, type: int}
                      rollback:
                        - dropTable:
                            tableName: vets
                  - changeSet:
                      id: y2
                      author: a
                      changes:
                        - sql: CREATE TABLE cards (id int)
                      rollback: DROP TABLE cards
                """);

        assertThat(waysBack())
                .containsExactly(
                        "y1: db/other.yaml:11 DROP TABLE vets;",
                        "y2: db/other.yaml:18 DROP TABLE cards;",
                        "1: db/changelog.xml:6 DROP TABLE owners;",
                        "2: db/changelog.xml:11 DROP TABLE pets;",
                        "3: -");
    }

    @Test
    void otherToolsHaveItBelowAMarkerOrBesideIt() throws IOException {
        write("migrations/1_owners.sql", """
                -- migrate:up
                CREATE TABLE owners (id int);
                -- migrate:down
                DROP TABLE owners;
                """);
        write("migrations/2_pets.up.sql", "CREATE TABLE pets (id int);");
        write("migrations/2_pets.down.sql", "DROP TABLE pets;");

        assertThat(waysBack())
                .containsExactly(
                        "1: migrations/1_owners.sql:4 DROP TABLE owners;",
                        "2: migrations/2_pets.down.sql:1 DROP TABLE pets;");
    }

    @Test
    void theFileOfTheWayBackIsJudgedInItsHistory() throws IOException {
        Path migrations = repository.resolve("db/migration");
        write("db/migration/V1__owners.sql", "CREATE TABLE owners (id int);");
        write("db/migration/U1__owners.sql", "DROP TABLE owners;");

        List<JudgedHistory> judged = JudgedFiles.of(List.of(migrations), repository);

        assertThat(judged).hasSize(1);
        assertThat(judged.get(0).history().units()).hasSize(1);
    }

    private List<String> waysBack() {
        return Histories.find(repository, Optional.empty()).units().stream()
                .map(unit -> unit.version().orElse("-") + ": "
                        + unit.undo().map(WayBackTest::shown).orElse("-"))
                .toList();
    }

    /** The place of the first line that says something, and all that is said. */
    private static String shown(MigrationUnit undo) {
        List<String> lines = undo.sql().lines().toList();
        int first = 0;
        while (lines.get(first).isBlank() || lines.get(first).strip().startsWith("--")) {
            first++;
        }
        return undo.place(first + 1) + " "
                + lines.stream()
                        .filter(line -> !line.isBlank() && !line.strip().startsWith("--"))
                        .map(String::strip)
                        .collect(Collectors.joining(" "));
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }
}
