package dev.cofferdam.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of a tree's files are judged as migrations. */
final class MigrationFilesTest {
    @TempDir
    private Path tree;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/main/resources/db/migration/V7__rows.sql | INSERT INTO t VALUES (1) | true",
                "sql/003_more.sql | UPDATE t SET a = 1 | true",
                "db/changelog/data.sql | DELETE FROM t | true",
                "schema/tables.sql | -- all of them\\nCREATE TABLE t (id int) | true",
                "src/main/resources/report/sql/patients.sql | SELECT id FROM @schema.person | false",
                "src/main/resources/report/sql/patients.sql | SELECT * FROM create_report() | false",
                "src/test/resources/db/migration/V1__t.sql | CREATE TABLE t (id int) | false",
                "src/main/resources/db/migration/readme.txt | CREATE TABLE t (id int) | false",
            })
    void aFileIsOneByItsNameOrByWhatItDefines(String file, String text, boolean one) throws IOException {
        Path path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text.replace("\\n", "\n"));

        assertThat(MigrationFiles.isOne(tree, file)).isEqualTo(one);
    }
}
