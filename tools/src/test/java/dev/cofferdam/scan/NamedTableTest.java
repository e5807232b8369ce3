package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table and a column that are handed to one call by their names. */
class NamedTableTest {

    private static final String HELPERS = """
            class Rows { JdbcTemplate jdbc;
              void insert(String table, Map<String, ?> values) { jdbc.update("insert into " + table + values); }
              Object find(String table, String column, Object value) { return jdbc.queryForList("select * from " + table + " where " + column + " = ?"); }
              void update(String table, String[] columns, Object... values) { }
              Row row() { return new Row(); }
            }
            """;

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinic() {
        repository = SmallRepository.clinic(root)
                .java("Rows", HELPERS)
                .java("Counters", "class Counters { void add(String group, String name) { } }");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rows.insert("owners", Map.of("id", 1, "telephone", x));                                   | WRITE LIKELY
            rows.insert(TABLE, Map.of("telephone", x));                                               | WRITE LIKELY
            rows.insert("owners", Map.ofEntries(Map.entry("telephone", x)));                          | WRITE LIKELY
            Map<String, Object> m = new HashMap<>(); m.put("telephone", x); rows.insert("owners", m); | WRITE LIKELY
            var m = Map.of("telephone", x); rows.insert("owners", m);                                 | WRITE LIKELY
            rows.update("owners", new String[] {"id", "telephone"}, 1, 2);                            | WRITE LIKELY
            rows.find("owners", "telephone", x);                                                      | READ LIKELY
            library.insert("owners", Map.of("telephone", x));                                         | WRITE POSSIBLE
            new SimpleJdbcInsert(jdbc).withTableName("owners").execute(Map.of("telephone", x));       | WRITE CERTAIN
            new SimpleJdbcInsert(jdbc).withTableName("owners").execute(new MapSqlParameterSource().addValue("telephone", x)); | WRITE CERTAIN
            """)
    void aHelperThatIsHandedBothReachesTheColumn(String statement, String expected) {
        repository.java("Dao", dao(statement));
        assertThat(repository.found())
                .contains("Dao.java:a " + expected.replace(" ", " SQL_STRING "))
                .doesNotContain("Dao.java:a EXPOSURE TEXT POSSIBLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows.insert(\"suppliers\", Map.of(\"telephone\", x));",
                "rows.insert(\"owners\", Map.of(\"city\", \"telephone\"));",
                "rows.insert(other(), Map.of(\"telephone\", x));",
                "counters.add(\"owners\", \"telephone\");",
                "log.info(\"owners\", \"telephone\");",
                "assertEquals(\"owners\", \"telephone\");",
                "library.register(\"owners\", \"telephone\");",
                "rows.insert(\"owners\", Map.of(\"city\", x)); json.put(\"telephone\", x);",
                "new SimpleJdbcInsert(jdbc).withTableName(\"suppliers\").execute(Map.of(\"telephone\", x));"
            })
    void anotherTableOrNoStatementIsNone(String statement) {
        repository.java("Dao", dao(statement));
        assertThat(repository.found()).noneMatch(usage -> usage.startsWith("Dao.java") && usage.contains("SQL_STRING"));
    }

    private static String dao(String statement) {
        return "class Dao { static final String TABLE = \"owners\"; JdbcTemplate jdbc; Rows rows; Counters counters; Logger log; Library library; void a(Object x) { "
                + statement + " } }";
    }
}
