package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.JudgedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change set makes is new to those of the same release, whether its file is named or the folder above it. */
final class ReleasesOfChangelogsTest {
    private static final String MASTER = """
            databaseChangeLog:
              - include: {file: %s, relativeToChangelogFile: true}
              - include: {file: %s, relativeToChangelogFile: true}
            """;

    private static final String OWNERS = """
            --liquibase formatted sql
            --changeset mara:owners
            CREATE TABLE owners (id bigint PRIMARY KEY);
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void inARepository() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
    }

    @Test
    void aNumberedFileAmongOthersIsOneRelease() throws IOException {
        write("db.changelog-master.yaml", MASTER.formatted("001-owners.sql", "002-calls.sql"));
        write("001-owners.sql", OWNERS);
        write("002-calls.sql", calls("create", "index"));

        assertThat(bothWays("002-calls.sql")).isEmpty();
    }

    @Test
    void aFolderOfARelease() throws IOException {
        write("db.changelog-master.yaml", MASTER.formatted("v1/owners.sql", "v2/calls.sql"));
        write("v1/owners.sql", OWNERS);
        write("v2/calls.sql", calls("create", "index"));

        assertThat(bothWays("v2/calls.sql")).isEmpty();
    }

    @Test
    void anotherReleaseMadeTheTable() throws IOException {
        write("db.changelog-master.yaml", MASTER.formatted("001-calls.sql", "002-index.sql"));
        write("001-calls.sql", """
                --liquibase formatted sql
                --changeset mara:calls
                CREATE TABLE calls (id bigint PRIMARY KEY, owner_id bigint);
                """);
        write("002-index.sql", """
                --liquibase formatted sql
                --changeset mara:index
                CREATE INDEX calls_owner_idx ON calls (owner_id);
                """);

        assertThat(bothWays("002-index.sql")).containsExactly("002-index.sql:3");
    }

    @Test
    void aFileNamedAfterATableGrows() throws IOException {
        write("db.changelog-master.yaml", MASTER.formatted("owners.sql", "calls.sql"));
        write("owners.sql", OWNERS);
        write("calls.sql", calls("create", "index"));

        assertThat(bothWays("calls.sql")).containsExactly("calls.sql:5");
    }

    @Test
    void aFileThatHoldsTheWholeHistoryGrows() throws IOException {
        write("db/changelog.sql", calls("create", "index"));

        assertThat(bothWays("db/changelog.sql")).containsExactly("db/changelog.sql:5");
    }

    @Test
    void whatOneRunOfAToolWroteIsOneRelease() throws IOException {
        write("db/changelog.sql", calls("1585252533730-1", "1585252533730-2"));
        assertThat(bothWays("db/changelog.sql")).isEmpty();

        write("db/changelog.sql", calls("1585252533730-1", "1585252599999-2"));
        assertThat(bothWays("db/changelog.sql")).containsExactly("db/changelog.sql:5");
    }

    @Test
    void aFileThatRunsTextOfOthersIsOneReleaseWithThem() throws IOException {
        write("db/changelog.xml", """
                <databaseChangeLog><changeSet id="1" author="mara">
                  <sqlFile path="calls.sql" relativeToChangelogFile="true"/>
                  <createIndex tableName="calls" indexName="calls_owner_idx"><column name="owner_id"/></createIndex>
                </changeSet></databaseChangeLog>
                """);
        write("db/calls.sql", "CREATE TABLE calls (id bigint PRIMARY KEY, owner_id bigint);\n");

        assertThat(findings(Path.of("db/changelog.xml"))).isEmpty();
        assertThat(findings(Path.of(""))).isEmpty();
    }

    private static String calls(String first, String second) {
        return """
                --liquibase formatted sql
                --changeset mara:%s
                CREATE TABLE calls (id bigint PRIMARY KEY, owner_id bigint);
                --changeset mara:%s
                CREATE INDEX calls_owner_idx ON calls (owner_id);
                """.formatted(first, second);
    }

    /** What is said of the index when the file is named, which is what is said when its folder is. */
    private List<String> bothWays(String file) {
        List<String> alone = findings(Path.of(file));
        assertThat(findings(Path.of("")))
                .as("the folder above says the same")
                .filteredOn(found -> found.startsWith(file))
                .isEqualTo(alone);
        return alone;
    }

    private List<String> findings(Path judged) {
        Policy policy = Policy.of(Map.of(), false);
        return JudgedFiles.of(List.of(judged), folder).stream()
                .flatMap(part ->
                        StatementCheck.of(part, Engine.postgresql(18), policy, VerdictMemory.NONE).findings().stream())
                .filter(found -> found.finding().rule().equals("index-create-blocking"))
                .map(found -> found.place().toString())
                .toList();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
