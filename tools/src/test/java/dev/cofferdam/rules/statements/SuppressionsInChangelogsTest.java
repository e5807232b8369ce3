package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.JudgedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comment in SQL silences a rule also where the SQL stands inside a changelog. */
final class SuppressionsInChangelogsTest {
    private static final String LINE = "-- cofferdam: suppress index-create-blocking because of 12 rows\n";
    private static final String BLOCK = "/* cofferdam: suppress index-create-blocking because of 12 rows */\n";

    @TempDir
    private Path folder;

    @Test
    void inXml() throws IOException {
        assertThat(findings("db.changelog-master.xml", """
                <databaseChangeLog>
                  <changeSet id="1" author="mara"><sql>CREATE TABLE tags (id bigint, name text)</sql></changeSet>
                  <include file="next.xml" relativeToChangelogFile="true"/>
                </databaseChangeLog>
                """, "next.xml", """
                <databaseChangeLog>
                  <changeSet id="2" author="mara"><sql><![CDATA[
                %sCREATE INDEX a ON tags (id);
                %sCREATE INDEX b ON tags (name);
                CREATE INDEX c ON tags (name, id);
                  ]]></sql></changeSet>
                </databaseChangeLog>
                """))
                .containsExactly("next.xml:7 index-create-blocking");
    }

    @Test
    void inYaml() throws IOException {
        assertThat(findings("db.changelog-master.yaml", """
                databaseChangeLog:
                  - changeSet: {id: 1, author: mara, changes: [{sql: {sql: "CREATE TABLE tags (id bigint, name text)"}}]}
                  - include: {file: next.yaml, relativeToChangelogFile: true}
                """, "next.yaml", """
                databaseChangeLog:
                  - changeSet:
                      id: 2
                      author: mara
                      changes:
                        - sql:
                            sql: |
                              %s              CREATE INDEX a ON tags (id);
                              %s              CREATE INDEX b ON tags (name);
                              CREATE INDEX c ON tags (name, id);
                """))
                .containsExactly("next.yaml:12 index-create-blocking");
    }

    private List<String> findings(String master, String text, String next, String change) throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(master), text);
        Path judged = folder.resolve(next);
        Files.writeString(judged, change.formatted(LINE, BLOCK));
        return JudgedFiles.of(List.of(judged), folder).stream()
                .flatMap(part ->
                        StatementCheck.of(part, Engine.postgresql(18), Policy.of(Map.of(), false), VerdictMemory.NONE)
                                .findings()
                                .stream())
                .map(found -> found.place() + " " + found.finding().rule())
                .filter(found -> found.contains("index-create") || found.contains("suppress"))
                .toList();
    }
}
