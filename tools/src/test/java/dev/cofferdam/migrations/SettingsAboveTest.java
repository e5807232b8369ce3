package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of migrations is named; what the application's settings say of its files lies above it. */
class SettingsAboveTest {
    @TempDir
    private Path repository;

    private Path resources;

    @BeforeEach
    void aRepository() throws IOException {
        Files.createDirectory(repository.resolve(".git"));
        resources = repository.resolve("app/src/main/resources");
        write(resources.resolve("db/migration/V1__pets.sql"), "ALTER TABLE ${zoo}.pets ADD COLUMN age int;");
    }

    @Test
    void placeholdersOfTheApplicationAreReplaced() throws IOException {
        settings(resources, "zoo");

        assertThat(sql()).isEqualTo("ALTER TABLE zoo.pets ADD COLUMN age int;");
    }

    @Test
    void theNearestSettingsCount() throws IOException {
        settings(resources, "zoo");
        settings(repository, "farm");

        assertThat(sql()).isEqualTo("ALTER TABLE zoo.pets ADD COLUMN age int;");
    }

    @Test
    void settingsInTheFolderComeFirst() throws IOException {
        settings(resources, "zoo");
        settings(resources.resolve("db/migration"), "farm");

        assertThat(sql()).isEqualTo("ALTER TABLE farm.pets ADD COLUMN age int;");
    }

    @Test
    void whatLiesAboveTheRepositoryIsSomebodyElses() throws IOException {
        Files.createDirectory(resources.resolve(".git"));
        settings(repository, "farm");

        assertThat(sql()).doesNotContain("farm");
    }

    private void settings(Path folder, String zoo) throws IOException {
        write(folder.resolve("application.yml"), """
                spring:
                  flyway:
                    locations: classpath:somewhere/else
                    placeholders:
                      zoo: %s
                """.formatted(zoo));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String sql() {
        List<JudgedHistory> judged = JudgedFiles.of(List.of(resources.resolve("db/migration")), repository);
        assertThat(judged).hasSize(1);
        return judged.get(0).history().units().get(0).sql().strip();
    }
}
