package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view is asked about as a table is. */
final class UsagesOfViewTest {
    @TempDir
    private Path repository;

    @BeforeEach
    void aTableAndAView() throws IOException {
        write("src/main/resources/db/migration/V1__owners.sql", """
                CREATE TABLE owners (id bigint, telephone text);
                CREATE VIEW reachable AS SELECT id, telephone AS phone FROM owners;
                """);
        write("src/main/java/app/Calls.java", """
                class Calls {
                    JdbcTemplate jdbc;
                    void view() { jdbc.queryForList("select phone from reachable", String.class); }
                    void table() { jdbc.queryForList("select telephone from owners", String.class); }
                }
                """);
    }

    private void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Desk usages(String wanted) {
        return Desk.type(Commands.installed(), "usages", wanted, "--repo", repository.toString());
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void itsOwnUsagesAreListedAndTheTableBelowIsNamed() {
        assertThat(words(usages("Reachable.phone").out()))
                .contains("select «phone» from reachable", "V1__owners.sql: 2")
                .contains("`reachable` is a view, and its query reads `owners.id`, `owners.telephone`")
                .doesNotContain("from owners\"");
    }

    @Test
    void aViewAloneMeansAllItsColumns() {
        assertThat(usages("reachable").out()).contains("reachable.phone").contains("History (2)");
    }

    @Test
    void aColumnThatTheViewDoesNotShowIsAnsweredWithTheNearest() {
        assertThat(usages("reachable.phon").err())
                .contains("there is no column `phon`")
                .contains("did you mean `phone`?");
    }

    @Test
    void aTableIsSaidToBeNoView() {
        assertThat(usages("owners.telephone").out()).doesNotContain("is a view");
    }
}
