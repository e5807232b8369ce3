package dev.cofferdam.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that runs on several products keeps a folder for each; one of them is PostgreSQL's. */
final class OtherProductsTest {
    private static final String PLAIN = "ALTER TABLE owners ADD COLUMN town text;\n";
    private static final String MYSQL = "CREATE TABLE `owners` (id INT AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;\n";

    @TempDir
    private Path repository;

    @BeforeEach
    void inARepository() throws IOException {
        Files.createDirectories(repository.resolve(".git"));
        write("src/main/resources/db/postgresql/V1__owners.sql", PLAIN);
    }

    @Test
    void aFolderCalledAfterAnotherProductIsToldOf() throws IOException {
        write("src/main/resources/db/mysql/V1__owners.sql", PLAIN);
        write("src/main/resources/db/mysql/V2__more.sql", PLAIN);
        write("src/main/resources/db/migration_sqlite/V1__owners.sql", PLAIN);

        Judged judged = read("");

        assertThat(judged.histories()).hasSize(1);
        assertThat(judged.others())
                .extracting(OtherProduct::note)
                .containsExactly(
                        "`src/main/resources/db/migration_sqlite/V1__owners.sql` is not judged: it is for SQLite, and"
                                + " the rules know PostgreSQL",
                        "2 files in `src/main/resources/db/mysql` are not judged: they are for MySQL, and the rules know"
                                + " PostgreSQL");
    }

    @Test
    void aFileOfItIsNotJudgedEither() throws IOException {
        write("src/main/resources/db/mysql/V1__owners.sql", PLAIN);

        Judged judged = read("src/main/resources/db/mysql/V1__owners.sql");

        assertThat(judged.histories()).isEmpty();
        assertThat(judged.others()).extracting(OtherProduct::name).containsExactly("MySQL");
        assertThat(read("src/main/resources/db/mysql").others())
                .as("its folder")
                .extracting(OtherProduct::folder)
                .containsExactly("src/main/resources/db/mysql");
    }

    @Test
    void aWholeFolderOfSyntaxThatPostgresDoesNotRead() throws IOException {
        write("legacy/1_owners.sql", MYSQL);
        write("legacy/2_pets.sql", MYSQL.replace("owners", "pets"));
        write("legacy/3_more.sql", PLAIN);

        assertThat(read("").others()).extracting(OtherProduct::folder).containsExactly("legacy");
        assertThat(read("legacy/1_owners.sql").others())
                .extracting(OtherProduct::name)
                .containsExactly("MySQL");
    }

    @Test
    void aModuleCalledAfterAProductCountsOnceItsSqlAgrees() throws IOException {
        write("oracle-store/src/main/resources/db/migration/V1__owners.sql", PLAIN);
        assertThat(read("").others()).isEmpty();

        write(
                "oracle-store/src/main/resources/db/migration/V2__pets.sql",
                "CREATE TABLE pets (id NUMBER(10), name VARCHAR2(10 CHAR));\n");
        assertThat(read("").others()).extracting(OtherProduct::name).containsExactly("Oracle");
    }

    @Test
    void oneStrangeFileOfManyAndACommentMakeNoOtherProduct() throws IOException {
        write("db/1_owners.sql", MYSQL);
        write("db/2_pets.sql", "-- `pets` came from an engine=InnoDB table\n" + PLAIN);
        write("db/3_more.sql", "-- like `pets`\n" + PLAIN);

        assertThat(read("").others()).isEmpty();
    }

    @Test
    void aFileThatTellsOfAnotherProductIsOurs() throws IOException {
        write("db/migration/V1__from_mysql.sql", PLAIN);
        write("db/oracle_to_postgres/V1__owners.sql", PLAIN);

        assertThat(read("").others()).isEmpty();
    }

    private Judged read(String path) {
        return JudgedFiles.read(List.of(Path.of(path)), repository);
    }

    private void write(String file, String text) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
