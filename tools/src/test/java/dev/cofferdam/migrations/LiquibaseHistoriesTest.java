package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiquibaseHistoriesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/histories");

    @TempDir
    Path repository;

    @Test
    void everyChangeSetIsAUnitThatKnowsItsFileAndLine() {
        History history = fixture("liquibase-sql");

        assertThat(history.layout()).isEqualTo("Liquibase");
        assertThat(history.counted()).isEqualTo("6 change sets");
        assertThat(history.units())
                .extracting(unit -> unit.place(1) + " " + unit.version().orElse("-") + " " + unit.kind() + " "
                        + unit.transactional())
                .containsExactly(
                        "db/changelog.sql:6 1 VERSIONED true",
                        "db/changelog.sql:15 two-parts VERSIONED true",
                        "db/changelog.sql:22 3 VERSIONED true",
                        "db/changelog.sql:35 5 VERSIONED false",
                        "db/changelog.sql:38 7 VERSIONED true",
                        "db/changelog.sql:43 8 REPEATABLE true");
    }

    @Test
    void statementsStandOnTheLinesOfTheirFile() throws IOException {
        assertThat(lineInFile("RENAME COLUMN telephone")).contains("<renameColumn");
        assertThat(lineInFile("DROP COLUMN old_two")).contains("<column name=\"old_two\"/>");
        assertThat(lineInFile("CREATE INDEX by_hand_t")).contains("CREATE INDEX by_hand_t");
        assertThat(lineInFile("ALTER SEQUENCE small RENAME")).contains("<renameSequence");
    }

    /** The line of the changelog at the place of our statement. */
    private static String lineInFile(String statement) throws IOException {
        for (MigrationUnit unit : fixture("liquibase-xml").units()) {
            List<String> ours = unit.sql().lines().toList();
            for (int i = 0; i < ours.size(); i++) {
                if (ours.get(i).contains(statement)) {
                    return Files.readAllLines(FIXTURES.resolve("liquibase-xml").resolve(unit.file()))
                            .get(unit.place(i + 1).line() - 1);
                }
            }
        }
        throw new AssertionError("no unit holds " + statement);
    }

    @Test
    void sqlFilesAreUnitsOfTheirOwnBetweenThePartsOfTheirChangeSet() {
        assertThat(fixture("liquibase-yaml").units())
                .filteredOn(unit -> unit.version().equals(Optional.of("json-1")))
                .extracting(unit -> RepositoryFiles.nameOf(unit.file()) + ":" + unit.line())
                .containsExactly("02.json:2", "more.sql:1", "02.json:10");
    }

    @Test
    void brokenFilesAreToldWithTheirLineAndTheRestIsRead() throws IOException {
        master(
                "<include file=\"broken.xml\"/><include file=\"broken.yaml\"/><include file=\"broken.json\"/><include file=\"other.xml\"/>"
                        + "<changeSet id=\"1\" author=\"a\"><sql>SELECT 1</sql></changeSet>");
        write("db/changelog/broken.xml", "<databaseChangeLog>\n  <changeSet id='1'\n</databaseChangeLog>");
        write("db/changelog/broken.yaml", "databaseChangeLog:\n  - changeSet:\n     id: [1\n");
        write("db/changelog/broken.json", "{ \"databaseChangeLog\": [\n { \"changeSet\": }\n ] ]");
        write("db/changelog/other.xml", "<project/>");

        History history = find();

        assertThat(history.units()).hasSize(1);
        assertThat(places(history))
                .contains("db/changelog/broken.xml:3", "db/changelog/other.xml:1")
                .anyMatch(place -> place.startsWith("db/changelog/broken.yaml:"))
                .anyMatch(place -> place.startsWith("db/changelog/broken.json:"));
        assertThat(history.unread())
                .allSatisfy(unread -> assertThat(unread.why()).startsWith("it cannot be read: "));
    }

    @Test
    void anExternalEntityIsNeverRead() throws IOException {
        write("secret.txt", "DROP TABLE secret");
        write(
                "db/changelog/db.changelog-master.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \""
                        + repository.resolve("secret.txt").toUri() + "\">]>\n"
                        + "<databaseChangeLog><changeSet id=\"1\" author=\"a\"><sql>&e;</sql></changeSet></databaseChangeLog>");
        write("db/changelog/more.sql", "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE t (id int);\n");

        History history = find();

        assertThat(history.units()).extracting(MigrationUnit::sql).noneMatch(sql -> sql.contains("secret"));
        assertThat(Changelogs.history(repository, repository.resolve("db/changelog/db.changelog-master.xml"))
                        .unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why()).contains("document type (DTD)"));
    }

    @Test
    void includesThatLeadNowhereOutOrRoundAreTold() throws IOException {
        master("""

                <include file="nowhere.xml"/>
                <include file="../../../outside.xml" relativeToChangelogFile="true"/>
                <include file="round.xml" relativeToChangelogFile="true"/>
                <includeAll path="empty" relativeToChangelogFile="true"/>
                <changeSet id="1" author="a"><customChange class="a.B"/><createTable tableName="t"><column name="id" type="${id}"/></createTable></changeSet>
                """);
        write(
                "db/changelog/round.xml",
                "<databaseChangeLog><include file=\"db.changelog-master.xml\" relativeToChangelogFile=\"true\"/></databaseChangeLog>");

        assertThat(find().unread())
                .extracting(unread -> unread.place().line() + " " + unread.what() + ": " + unread.why())
                .containsExactly(
                        "2 include of `nowhere.xml`: there is no such file or folder on the class path or in the repository",
                        "3 include of `../../../outside.xml`: it lies outside the repository, which is not read",
                        "1 include of `db.changelog-master.xml`: it includes the file that it is included by; passed over",
                        "5 includeAll of `empty`: there is no `db/changelog/empty`",
                        "6 `customChange` in change set 1: it runs Java code, which is not run here; what it does to the schema is missing",
                        "6 parameter `${id}`: no property or settings file gives it a value; read as `id`");
    }

    @Test
    void aChangelogOfMoreThanTenMegabytesIsNotRead() throws IOException {
        master(
                "<include file=\"db/changelog/big.xml\"/><changeSet id=\"1\" author=\"a\"><sql>SELECT 1</sql></changeSet>");
        write("db/changelog/big.xml", "<databaseChangeLog>" + " ".repeat(10_000_001) + "</databaseChangeLog>");

        assertThat(find().unread()).singleElement().satisfies(unread -> assertThat(unread.why())
                .contains("10 MB", "--schema FILE"));
    }

    @Test
    void contextsThatNameProductsAreReadAsProductsAndOthersAllRun() throws IOException {
        master("<changeSet id=\"1\" author=\"a\" context=\"mysql\"><sql>SELECT 1</sql></changeSet>"
                + "<changeSet id=\"1\" author=\"a\" context=\"postgresql or h2\"><sql>SELECT 2</sql></changeSet>"
                + "<changeSet id=\"2\" author=\"a\" context=\"test and mysql\"><sql>SELECT 3</sql></changeSet>");

        assertThat(find().units()).extracting(MigrationUnit::sql).containsExactly("SELECT 2;", "SELECT 3;");
        assertThat(find().unread()).isEmpty();
    }

    @Test
    void buildFilesNameTheChangelogOnlyAsAText() throws IOException {
        write(
                "build.gradle",
                "liquibase { activities { main { changelogFile 'db/one.sql' } } }\ndef other = changelogFile.path");
        write("db/one.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n");
        write("db/two.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 2;\n--changeset a:2\nSELECT 3;\n");

        assertThat(find().units()).extracting(MigrationUnit::file).containsExactly("db/one.sql");
        assertThat(places(find())).containsExactly("db/two.sql:1");
    }

    @Test
    void changelogsThatNobodyIncludesAreNamed() throws IOException {
        master("<changeSet id=\"1\" author=\"a\"><sql>SELECT 1</sql></changeSet>");
        write(
                "old/forgotten.yaml",
                "databaseChangeLog:\n- changeSet: {id: 1, author: a, changes: [{sql: {sql: SELECT 2}}]}\n");

        assertThat(find().unread())
                .extracting(unread -> unread.place() + " " + unread.what())
                .containsExactly("old/forgotten.yaml:1 another Liquibase changelog, 1 change set");
    }

    @Test
    void ofFlywayAndLiquibaseOneIsTakenAndTheOtherToldWithTheReason() throws IOException {
        master("<changeSet id=\"1\" author=\"a\"><sql>SELECT 1</sql></changeSet>");
        write("src/main/resources/db/migration/V1__a.sql", "SELECT 1");
        write("src/main/resources/db/migration/V2__b.sql", "SELECT 1");

        assertThat(find().layout()).isEqualTo("Flyway");
        assertThat(find().unread()).singleElement().satisfies(unread -> {
            assertThat(unread.what()).isEqualTo("a Liquibase history as well, 1 change set");
            assertThat(unread.why()).startsWith("Flyway was taken, 2 files: it is not the smaller of the two");
        });

        write(
                "src/main/resources/application.properties",
                "spring.liquibase.change-log=db/changelog/db.changelog-master.xml");
        assertThat(find().layout()).isEqualTo("Liquibase");

        write("src/main/resources/application.properties", "spring.liquibase.enabled=false");
        assertThat(find().layout()).isEqualTo("Flyway");
    }

    @Test
    void aSingleChangelogGivesItsSqlOrSaysWhatIsMissingInIt() throws IOException {
        write(
                "db/0042.xml",
                "<databaseChangeLog><changeSet id=\"1\" author=\"a\"><renameColumn tableName=\"owners\" oldColumnName=\"a\""
                        + " newColumnName=\"b\"/></changeSet></databaseChangeLog>");
        write(
                "db/0043.yaml",
                "databaseChangeLog:\n- changeSet: {id: 1, author: a, changes: [{customChange: {class: a.B}}]}\n");

        assertThat(Changelogs.sqlOf(repository, repository.resolve("db/0042.xml")))
                .isEqualTo("ALTER TABLE owners RENAME COLUMN a TO b;");
        assertThatThrownBy(() -> Changelogs.sqlOf(repository, repository.resolve("db/0043.yaml")))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.where()).contains("db/0043.yaml:2");
                    assertThat(error.problem()).contains("customChange");
                });
    }

    private static History fixture(String name) {
        return Histories.find(FIXTURES.resolve(name), Optional.empty());
    }

    private History find() {
        return Histories.find(repository, Optional.empty());
    }

    private static List<String> places(History history) {
        return history.unread().stream()
                .map(unread -> unread.place().toString())
                .toList();
    }

    private void master(String body) throws IOException {
        write("db/changelog/db.changelog-master.xml", "<databaseChangeLog>" + body + "</databaseChangeLog>");
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Without the file that includes them all, numbered changelogs of a folder are still one history. */
    @Test
    void numberedChangelogsBesideEachOtherAreReadInTheirOrder() throws IOException {
        for (String number : List.of("00001", "00002")) {
            Files.writeString(
                    repository.resolve(number + "_t.sql"),
                    "--liquibase formatted sql\n--changeset a:" + number + "\nCREATE TABLE t" + number + " (id int);\n"
                            + "--changeset a:i" + number + " runInTransaction:false\nCREATE INDEX ON t" + number
                            + " (id);\n");
        }

        assertThat(Histories.find(repository, Optional.empty()).units())
                .extracting(unit -> unit.version().orElse("-") + " " + unit.transactional())
                .containsExactly("00001 true", "i00001 false", "00002 true", "i00002 false");
    }
}
