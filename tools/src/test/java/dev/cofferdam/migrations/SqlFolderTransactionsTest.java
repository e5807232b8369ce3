package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tool runs a numbered file, by its marks and names, and whether that tool opens a transaction. */
final class SqlFolderTransactionsTest {
    private static final String INDEX = "CREATE INDEX CONCURRENTLY i ON owners (city);\n";

    @TempDir
    private Path repository;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2_index.sql | -- +goose Up | true",
                "2_index.sql | -- +goose NO TRANSACTION\\n-- +goose Up | false",
                "2_index.sql | -- +migrate Up | true",
                "2_index.sql | -- +migrate Up notransaction | false",
                "2_index.sql | -- migrate:up | true",
                "2_index.sql | -- migrate:up transaction:false | false",
                "2_index.sql | -- by hand | false",
                "2_index.sql | ALTER TABLE owners ADD COLUMN age int; | false",
                "2_index.up.sql | -- alone | false",
                "2_index.up.sql | ALTER TABLE owners ADD COLUMN age int; | true",
                "2_index/migration.sql | -- alone | false",
                "2_index/migration.sql | ALTER TABLE owners ADD COLUMN age int; | true",
            })
    void aFileThatBuildsConcurrently(String file, String before, boolean transactional) throws IOException {
        String first = file.replace("2_index", "1_owners");
        write(first, "CREATE TABLE owners (id bigint, city text);\n");
        write(file, before.replace("\\n", "\n") + "\n" + INDEX);

        assertThat(unit(file).transactional()).isEqualTo(transactional);
    }

    @Test
    void dieselOpensOneUnlessItsMetadataSaysOtherwise() throws IOException {
        write("1_owners/up.sql", "CREATE TABLE owners (id bigint, city text);\n");
        write("1_owners/down.sql", "DROP TABLE owners;\n");
        write("2_index/up.sql", INDEX);
        write("2_index/down.sql", "DROP INDEX i;\n");
        assertThat(unit("2_index/up.sql").transactional()).isTrue();

        write("2_index/metadata.toml", "run_in_transaction = false\n");
        assertThat(unit("2_index/up.sql").transactional()).isFalse();
    }

    @Test
    void theWayBackHasAMarkOfItsOwn() throws IOException {
        write("1_owners.sql", "-- migrate:up\nCREATE TABLE owners (id bigint, city text);\n");
        write(
                "2_index.sql",
                "-- migrate:up transaction:false\n" + INDEX + "-- migrate:down\nDROP INDEX CONCURRENTLY i;\n");
        assertThat(unit("2_index.sql").undo().orElseThrow().transactional()).isTrue();

        write(
                "2_index.sql",
                "-- migrate:up transaction:false\n" + INDEX
                        + "-- migrate:down transaction:false\nDROP INDEX CONCURRENTLY i;\n");
        assertThat(unit("2_index.sql").undo().orElseThrow().transactional()).isFalse();
    }

    private MigrationUnit unit(String file) {
        return Histories.find(repository, Optional.empty()).units().stream()
                .filter(unit -> unit.file().endsWith(file))
                .findFirst()
                .orElseThrow();
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve("migrations").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
