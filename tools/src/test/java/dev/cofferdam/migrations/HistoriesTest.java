package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cofferdam.domain.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoriesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/histories");

    @TempDir
    Path repository;

    @Test
    void flywayFilesComeInFlywaysOrderWithRepeatablesLast() {
        History history = fixture("flyway-spring");

        assertThat(history.layout()).isEqualTo("Flyway");
        assertThat(history.units())
                .extracting(unit -> unit.kind() + " " + unit.version().orElse("-") + " " + unit.description())
                .containsExactly(
                        "VERSIONED 1 owners",
                        "VERSIONED 1.1 pets",
                        "VERSIONED 2 telephone",
                        "VERSIONED 10 index telephone",
                        "VERSIONED 10.1 rename",
                        "VERSIONED 11 vacuum words only",
                        "VERSIONED 12 grants",
                        "VERSIONED 13 only postgres",
                        "REPEATABLE - a function",
                        "REPEATABLE - b view");
    }

    /** Regression: of two histories of one file each, that of the root was taken, because its path comes first. */
    @Test
    void aMigrationInTheRootDoesNotHideTheFolderOfThoseThatRan() throws IOException {
        Files.writeString(repository.resolve("V9__rename.sql"), "ALTER TABLE owners RENAME telephone TO phone;");
        Path folder = Files.createDirectories(repository.resolve("src/main/resources/db/migration"));
        Files.writeString(folder.resolve("V1__owners.sql"), "CREATE TABLE owners (telephone text);");

        assertThat(Histories.find(repository, Optional.empty()).units())
                .extracting(MigrationUnit::file)
                .containsExactly("src/main/resources/db/migration/V1__owners.sql");
    }

    @Test
    void schemaFilesOfSeveralModulesMakeOneSchemaUnlessTheyShareATable() throws IOException {
        for (String module : List.of("account", "invoice")) {
            Path folder = Files.createDirectories(repository.resolve(module + "/src/main/resources/org/app"));
            Files.writeString(folder.resolve("ddl.sql"), "CREATE TABLE " + module + "s (id bigint);");
        }

        assertThat(Histories.find(repository, Optional.empty()).units())
                .extracting(unit -> RepositoryFiles.folderOf(unit.file()))
                .containsExactly("account/src/main/resources/org/app", "invoice/src/main/resources/org/app");

        Files.writeString(
                repository.resolve("invoice/src/main/resources/org/app/ddl.sql"), "create table ACCOUNTS (id bigint);");
        assertThat(Histories.find(repository, Optional.empty()).units()).hasSize(1);
    }

    /** What fills an empty database is often one dump, run by the first migration's code. */
    @Test
    void whatAMigrationInJavaRunsAsSqlStandsInItsPlace() throws IOException {
        Path resources = Files.createDirectories(repository.resolve("db/src/main/resources/org/app/db"));
        Files.createDirectories(resources.resolve("migration"));
        Files.createDirectories(resources.resolve("base"));
        Files.writeString(
                resources.resolve("migration/V2__rename.sql"), "ALTER TABLE owners RENAME telephone TO phone;");
        Files.writeString(resources.resolve("base/dump.sql"), "CREATE TABLE owners (telephone text);");
        Path java = Files.createDirectories(repository.resolve("db/src/main/java/org/app/db/base"));
        Files.writeString(
                java.resolve("V1__Fill_empty_database.java"), "String location = \"/org/app/db/base/dump.sql\";");
        Files.writeString(java.resolve("V3__Rows.java"), "connection.execute(\"UPDATE owners SET phone = null\");");
        Files.writeString(java.resolve("V4__Column.java"), """
                // "DROP TABLE owners"
                connection.execute("ALTER TABLE owners "
                        + "ADD COLUMN city text");
                connection.execute("ALTER TABLE owners DROP COLUMN " + name);
                """);

        History history = Histories.find(repository, Optional.empty());

        assertThat(history.units())
                .extracting(unit -> unit.version().orElseThrow() + " " + RepositoryFiles.nameOf(unit.file()))
                .containsExactly("1 dump.sql", "2 V2__rename.sql", "4 V4__Column.java");
        assertThat(history.units().get(2).sql()).isEqualTo("\nALTER TABLE owners ADD COLUMN city text;");
        assertThat(history.unread())
                .extracting(unread -> unread.what())
                .containsExactly("Java migration `V3__Rows.java`", "Java migration `V4__Column.java`");
    }

    @Test
    void onlyWhatRefusesATransactionOrIsConfiguredSoRunsOutsideOne() {
        assertThat(fixture("flyway-spring").units())
                .filteredOn(unit -> !unit.transactional())
                .extracting(MigrationUnit::description)
                .containsExactly("index telephone", "vacuum words only");
    }

    @Test
    void wordsInCommentsStringsAndBodiesDoNotForbidATransaction() {
        assertThat(NoTransaction.isNeededBy("-- drop index concurrently x\nSELECT 'x; VACUUM'"))
                .isFalse();
        assertThat(NoTransaction.isNeededBy("CREATE FUNCTION f() AS $$ ; VACUUM $$"))
                .isFalse();
        assertThat(NoTransaction.isNeededBy("SELECT 1;\nvacuum full t")).isTrue();
        assertThat(NoTransaction.isNeededBy("Create  Unique\nIndex Concurrently i ON t (a)"))
                .isTrue();
    }

    @Test
    void placeholdersTakeTheirConfiguredValueOrANeutralNameThatIsTold() {
        History history = fixture("flyway-spring");

        assertThat(sql(history, "V1__owners.sql")).contains("TO CURRENT_USER;");
        assertThat(sql(history, "V12__grants.sql")).contains("public.visits");
        assertThat(history.unread())
                .extracting(unread -> unread.place() + " " + unread.what())
                .containsExactly(
                        "src/main/resources/db/migration/V12__grants.sql:1 placeholder `${tenant_schema}`",
                        "src/main/java/db/migration/V9__Fill.java:1 Java migration `V9__Fill.java`");
    }

    @Test
    void aBaselineStandsForTheVersionsUpToItsOwn() {
        History history = fixture("flyway-quarkus");

        assertThat(names(history)).containsExactly("B3__baseline.sql", "V3.1__orders.sql");
        assertThat(history.searchPath()).containsExactly("shop");
        assertThat(history.unread())
                .extracting(unread -> unread.what())
                .containsExactly("callback `beforeMigrate.sql`");
    }

    @Test
    void ofTwoServicesTheLargerHistoryIsReadAndTheOtherNamed() {
        History history = fixture("two-services");

        assertThat(names(history)).containsExactly("V1__owners.sql", "V2__pets.sql");
        assertThat(history.unread())
                .extracting(unread -> unread.what())
                .containsExactly("another Flyway history, 1 file in `billing/src/main/resources/db/migration`");
    }

    @Test
    void springsSchemaScriptIsTheOneOfThePostgresProfile() {
        History history = fixture("spring-schema");

        assertThat(history.layout()).isEqualTo("Spring schema.sql");
        assertThat(history.units())
                .extracting(MigrationUnit::file)
                .containsExactly("src/main/resources/db/postgres/schema.sql");
        assertThat(history.units()).noneMatch(MigrationUnit::transactional);
    }

    @Test
    void aSchemaInSeveralScriptsIsTakenWholeAndAnAlternativeLeftOut() throws IOException {
        write("dao/src/main/resources/sql/schema-alarms-psql.sql", "CREATE TABLE alarms (id INT)");
        write(
                "dao/src/main/resources/sql/schema-entities.sql",
                "CREATE TABLE IF NOT EXISTS a (id INT); CREATE TABLE b (id INT);");
        write("dao/src/main/resources/sql/schema-timescale.sql", "CREATE TABLE alarms (id INT)");
        write("dao/src/main/resources/sql/schema-views.sql", "CREATE VIEW v AS SELECT id FROM a");
        write("dao/src/main/resources/sql/schema-hsql.sql", "CREATE TABLE h (id INT)");

        assertThat(names(Histories.find(repository, Optional.empty())))
                .containsExactly("schema-entities.sql", "schema-alarms-psql.sql", "schema-views.sql");
    }

    @Test
    void aSchemaFileMayBearTheApplicationsName() throws IOException {
        write("sql/planner_mysql.sql", "CREATE TABLE a (id INT)");
        write("sql/planner_postgresql.sql", "CREATE TABLE a (id INT)");

        assertThat(names(Histories.find(repository, Optional.empty()))).containsExactly("planner_postgresql.sql");
    }

    @Test
    void numberedFilesGiveOnlyTheirForwardPart() throws IOException {
        History history = fixture("sql-folder");

        assertThat(history.units())
                .extracting(unit -> unit.version().orElse("-") + " " + unit.description() + " " + unit.transactional())
                .containsExactly(
                        "20240102 cities true", "20240110 goose true", "20240203 dbmate false", "20240204 diesel true");
        assertThat(sql(history, "20240110_goose.sql"))
                .contains("ADD COLUMN mayor")
                .doesNotContain("DROP COLUMN");
        assertThat(sql(history, "20240110_goose.sql").lines())
                .hasSameSizeAs(Files.readAllLines(FIXTURES.resolve("sql-folder/db/migrations/20240110_goose.sql")));
    }

    @Test
    void aDumpLosesItsPsqlCommandsAndRowsButKeepsItsLines() {
        String sql = fixture("schema-file").units().get(0).sql();

        assertThat(sql).doesNotContain("restrict").doesNotContain("it's");
        assertThat(sql.lines().toList().get(24)).startsWith("ALTER TABLE ONLY billing.invoices ADD CONSTRAINT");
    }

    @Test
    void changelogsWithoutChangeSetsAreSaidWithTheWayOut() throws IOException {
        write("db/changelog.yaml", "databaseChangeLog:\n- changeSet: {id: 1, author: a, dbms: h2, changes: []}\n");

        UserError error = catchThrowableOfType(UserError.class, () -> Histories.find(repository, Optional.empty()));

        assertThat(error.problem()).contains("Liquibase");
        assertThat(error.fix()).contains("--schema FILE");
    }

    @Test
    void nothingFoundSaysWhereItLooked() throws IOException {
        write("src/main/resources/db/mysql/V1__a.sql", "CREATE TABLE a (id INT)");

        assertThatThrownBy(() -> Histories.find(repository, Optional.empty()))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error.problem()).contains("Flyway", "schema.sql", "for other products");
                    assertThat(error.fix()).contains("--schema FILE");
                });
    }

    @Test
    void aNamedFileOrFolderWinsOverWhatWouldBeFound() throws IOException {
        write("db/migration/V1__a.sql", "CREATE TABLE a (id INT)");
        write("doc/tables.sql", "CREATE TABLE b (id INT)");
        write("other/V7__c.sql", "CREATE TABLE c (id INT)");

        assertThat(Histories.find(repository, Optional.of(Path.of("doc/tables.sql")))
                        .units())
                .extracting(MigrationUnit::file)
                .containsExactly("doc/tables.sql");
        assertThat(Histories.find(repository, Optional.of(Path.of("other"))).units())
                .extracting(MigrationUnit::file)
                .containsExactly("other/V7__c.sql");
        assertThatThrownBy(() -> Histories.find(repository, Optional.of(Path.of("nowhere.sql"))))
                .isInstanceOf(UserError.class);
    }

    @Test
    void flywayOrdersByNumbersNotByLetters() throws IOException {
        for (String name :
                List.of("V1.10__j", "V1.9__i", "V2__k", "V1_0__a", "V20240101120000__z", "V1.2.1__c", "V1.2__b")) {
            write("src/main/resources/db/migration/" + name + ".sql", "SELECT 1");
        }

        assertThat(Histories.find(repository, Optional.empty()).units())
                .extracting(MigrationUnit::description)
                .containsExactly("a", "b", "c", "i", "j", "k", "z");
    }

    @Test
    void locationsAndPlaceholdersAreReadFromTomlToo() throws IOException {
        write("flyway.toml", "[flyway]\nlocations = [\"filesystem:sql/one\"]\n[flyway.placeholders]\nname = \"tom\"");
        write("sql/one/V1__a.sql", "CREATE TABLE ${name} (id INT)");
        write("sql/two/V1__a.sql", "CREATE TABLE b (id INT)");
        write("sql/two/V2__a.sql", "CREATE TABLE c (id INT)");

        History history = Histories.find(repository, Optional.empty());

        assertThat(history.units()).extracting(MigrationUnit::file).containsExactly("sql/one/V1__a.sql");
        assertThat(history.units().get(0).sql()).isEqualTo("CREATE TABLE tom (id INT)");
    }

    @Test
    void locationsAreReadFromBuildFilesToo() throws IOException {
        write(
                "service/build.gradle",
                "flyway {\n  locations = [\"filesystem:$projectDir/changes\", 'classpath:more']\n}");
        write("service/changes/V1__a.sql", "SELECT 1");
        write("service/src/main/resources/more/V2__b.sql", "SELECT 2");

        assertThat(names(Histories.find(repository, Optional.empty()))).containsExactly("V1__a.sql", "V2__b.sql");
    }

    private static History fixture(String name) {
        return Histories.find(FIXTURES.resolve(name), Optional.empty());
    }

    private static List<String> names(History history) {
        return history.units().stream()
                .map(unit -> RepositoryFiles.nameOf(unit.file()))
                .toList();
    }

    private static String sql(History history, String name) {
        return history.units().stream()
                .filter(unit -> unit.file().endsWith(name))
                .findFirst()
                .orElseThrow()
                .sql();
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
