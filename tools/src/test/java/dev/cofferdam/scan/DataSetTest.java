package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are kept in files: for tests, and for Liquibase to load. */
class DataSetTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void anEmptyRepository() {
        repository = new SmallRepository(root);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "a.xml^<dataset>~<owners id=\"1\"~ telephone=\"2\"/>~<suppliers telephone=\"3\"/>~</dataset>^3",
                "a.xml^<dataset>~<table name=\"owners\">~<column>id</column>~<column>telephone</column>~</table>~</dataset>^4",
                "a.yml^suppliers:~- id: 1~  telephone: 1~owners:~- id: 1~  telephone: 2~^6",
                "a.json^{\"owners\": [~{\"id\": 1, \"telephone\": \"2\"}~]}^2",
                "owners.csv^id,telephone~1,2^1"
            })
    void aDataSetWritesTheColumn(String name, String text, int line) {
        repository.file("src/test/resources/sets/" + name, text.replace('~', '\n'));
        assertThat(repository.scan().usages())
                .filteredOn(usage -> !SmallRepository.words(usage).endsWith("POSSIBLE"))
                .singleElement()
                .satisfies(usage -> {
                    assertThat(SmallRepository.words(usage)).isEqualTo(name + ":- WRITE SQL_FILE LIKELY");
                    assertThat(usage.place().line()).isEqualTo(line);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "src/test/resources/a.xml^<dataset><owners id=\"1\"/><suppliers telephone=\"3\"/></dataset>",
                "src/test/resources/a.xml^<beans><owners telephone=\"3\"/></beans>",
                "src/test/resources/a.yml^owners:~- id: 1~suppliers:~- telephone: 2~",
                "src/main/resources/a.yml^owners:~- telephone: 2~",
                "src/test/resources/suppliers.csv^id,telephone~1,2",
                "src/test/resources/owners.csv^id,city~1,telephone"
            })
    void anotherTablesRowsAreNone(String path, String text) {
        repository.file(path, text.replace('~', '\n'));
        assertThat(repository.found()).noneMatch(found -> !found.endsWith("POSSIBLE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"loadData", "loadUpdateData"})
    void theHeaderOfLoadedRowsNamesTheColumn(String change) {
        repository
                .file(
                        "src/main/resources/db/a.xml",
                        "<databaseChangeLog>\n<changeSet id=\"7\" author=\"a\">\n<" + change
                                + " tableName=\"owners\" file=\"db/rows/o.csv\" separator=\";\"/>\n<" + change
                                + " tableName=\"suppliers\" file=\"db/rows/s.csv\" separator=\";\"/>\n</changeSet>\n</databaseChangeLog>\n")
                .file("src/main/resources/db/rows/o.csv", "id;telephone\n1;2\n")
                .file("src/main/resources/db/rows/s.csv", "id;telephone\n1;2\n");
        assertThat(repository.found())
                .contains("o.csv:- WRITE MIGRATION CERTAIN")
                .noneMatch(found -> found.startsWith("s.csv") && !found.endsWith("POSSIBLE"));
    }

    @Test
    void yamlNamesTheLoadedColumnsToo() {
        repository.file("src/main/resources/db/a.yaml", """
                databaseChangeLog:
                - changeSet:
                    id: 1
                    author: a
                    changes:
                    - loadData:
                        tableName: owners
                        file: none.csv
                        columns:
                        - column:
                            name: telephone
                            type: string
                """);
        assertThat(repository.found()).containsExactly("a.yaml:- WRITE MIGRATION CERTAIN");
    }

    @Test
    void aFileOfManyRowsIsOneUsage() {
        repository.file(
                "src/test/resources/a.xml", "<dataset>" + "<owners telephone=\"1\"/>\n".repeat(30) + "</dataset>");
        assertThat(repository.scan().usages())
                .filteredOn(usage -> !SmallRepository.words(usage).endsWith("POSSIBLE"))
                .singleElement()
                .satisfies(usage -> assertThat(usage.reason()).contains("30 rows"));
    }
}
