package dev.cofferdam.rules.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Checked;
import dev.cofferdam.domain.Engine;
import dev.cofferdam.migrations.JudgedFiles;
import dev.cofferdam.migrations.JudgedHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What psql reads from other files or builds by a query is judged where that can be seen, and never passed over. */
final class IncludedFilesTest {
    @TempDir
    Path folder;

    @Test
    void anIncludedFileIsJudgedInItsPlace() throws IOException {
        write("sub/other.sql", "-- a comment\nDROP TABLE pets;");
        Path main = write("main.sql", "SET lock_timeout = '2s';\n\\i sub/other.sql\nDROP TABLE owners;\n");

        assertThat(places(main)).contains("sub/other.sql:2 table-drop", "main.sql:3 table-drop");
        assertThat(check(main).findings())
                .extracting(each -> each.finding().rule())
                .doesNotContain("lock-timeout-missing");
    }

    @Test
    void aFileThatIncludesItselfEnds() throws IOException {
        write("sub/other.sql", "\\ir ../main.sql\nDROP TABLE pets;");
        Path main = write("main.sql", "\\ir sub/other.sql\n");

        assertThat(places(main)).contains("sub/other.sql:2 table-drop");
        assertThat(undecided(main)).containsExactly("sub/other.sql:1");
    }

    @Test
    void whatIsNotInTheFolderCouldNotBeDecided() throws IOException {
        Files.writeString(folder.resolve("outside.sql"), "DROP TABLE pets;");
        Path main = write("main.sql", "SELECT 1;\n\\include missing.sql\n\\i ../outside.sql\n");

        assertThat(undecided(main)).containsExactly("main.sql:2", "main.sql:3");
    }

    @Test
    void whatAQueryWritesCouldNotBeDecidedWhereverTheCommandStands() throws IOException {
        Path main = write("main.sql", """
                SELECT format('DROP TABLE %I', t) FROM list
                \\gexec
                SELECT 'DROP TABLE x' \\gexec
                DROP TABLE owners;
                """);

        assertThat(undecided(main)).containsExactly("main.sql:1", "main.sql:3");
        assertThat(places(main)).contains("main.sql:4 table-drop");
    }

    @Test
    void aChangelogThatIncludesOthersIsJudgedWithThem() throws IOException {
        write("db/one.sql", """
                --liquibase formatted sql
                --changeset a:1
                CREATE TABLE owners (id bigint PRIMARY KEY);
                --changeset a:2
                DROP TABLE owners;
                """);
        Path main = write("db/master.xml", """
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog">
                  <include file="one.sql" relativeToChangelogFile="true"/>
                </databaseChangeLog>
                """);

        assertThat(places(main)).contains("db/one.sql:5 table-drop");
    }

    @Test
    void aNamedFileWithoutAStatementIsTold() throws IOException {
        Path main = write("main.sql", "-- nothing yet\n");

        assertThat(JudgedFiles.of(List.of(main), folder.resolve("project"))
                        .get(0)
                        .withoutStatements())
                .containsExactly("main.sql");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve("project").resolve(name);
        Files.createDirectories(file.getParent());
        Files.createDirectories(folder.resolve("project/.git"));
        return Files.writeString(file, text);
    }

    private Stream<String> places(Path file) {
        return check(file).findings().stream()
                .map(each -> each.place() + " " + each.finding().rule());
    }

    private Stream<String> undecided(Path file) {
        return check(file).undecided().stream().map(each -> each.place().toString());
    }

    private Checked check(Path file) {
        List<JudgedHistory> histories = JudgedFiles.of(List.of(file), folder.resolve("project"));
        return StatementCheck.of(histories.get(0), Engine.postgresql(18), Policy.everything(), VerdictMemory.NONE);
    }
}
