package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a numbered step that comes in one file for each product, PostgreSQL runs one. */
final class FilesOfOneProductTest {
    @TempDir
    private Path repository;

    @Test
    void theFileForEverybodyStepsBackBehindTheOneForPostgres() throws IOException {
        write("1_owners.up.sql");
        write("2_add.up.sql");
        write("2_add.postgres.up.sql");
        write("3_add.sql");
        write("3_add.mysql.sql");

        assertThat(Histories.find(repository, Optional.empty()).units())
                .extracting(MigrationUnit::file)
                .containsExactly("db/1_owners.up.sql", "db/2_add.postgres.up.sql", "db/3_add.sql");
    }

    private void write(String file) throws IOException {
        Path path = repository.resolve("db").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "SELECT 1;\n");
    }
}
