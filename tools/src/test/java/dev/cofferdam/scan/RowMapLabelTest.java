package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a template gives as maps, read by label in chains and lambdas. */
class RowMapLabelTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinic() {
        repository = SmallRepository.clinic(root);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc.queryForList("select * from owners").stream().map(each -> each.get("telephone"))           | a
            jdbc.queryForList("select id, telephone from owners").get(0).get("telephone")                   | a
            jdbc.queryForMap("select * from owners where id = 1").get("telephone")                          | a
            named.queryForMap("select * from owners where id = 1", x).get("telephone")                      | a
            jdbc.queryForList("select * from owners").stream().findFirst().map(m -> m.get("telephone"))     | a
            jdbc.queryForList("select * from owners").stream().map(this::read)                              | read
            client.sql("select * from owners").query().listOfRows().stream().map(m -> m.get("telephone"))   | a
            client.sql("select * from owners").param("id", 1).query().singleRow().get("telephone")          | a
            jdbc.queryForRowSet("select * from owners").getString("telephone")                              | a
            """)
    void aLabelOfARowIsTheColumn(String expression, String member) {
        repository.java("Dao", dao(expression));
        assertThat(repository.found()).contains("Dao.java:" + member + " READ RESULT_COLUMN CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc.queryForList(\"select * from suppliers\").stream().map(each -> each.get(\"telephone\"))",
                "jdbc.queryForMap(\"select telephone from suppliers\").get(\"telephone\")",
                "client.sql(\"select * from suppliers\").query().singleRow().get(\"telephone\")",
                "jdbc.queryForList(\"select last_name from owners\", Card.class).get(0).get(\"telephone\")",
                "jdbc.queryForList(\"select * from suppliers\").stream().map(this::read)"
            })
    void aLabelOfAnotherTablesRowIsNone(String expression) {
        repository.java("Dao", dao(expression));
        assertThat(repository.found())
                .noneMatch(usage -> usage.contains("RESULT_COLUMN") && !usage.contains("POSSIBLE"));
    }

    private static String dao(String expression) {
        return "class Dao { JdbcTemplate jdbc; NamedParameterJdbcTemplate named; JdbcClient client; Object a(Map<String, Object> x) { return "
                + expression
                + "; }\nprivate Object read(Map<String, Object> row) { return row.get(\"telephone\"); } }\n"
                + "class Card { Object get(String key) { return key; } }";
    }
}
