package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes rows into objects is kept apart from the statements: a label in it means what they select. */
class RowMapperTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void empty() {
        repository = new SmallRepository(root);
    }

    private void dao(String members, String mapper) {
        repository.java(
                "Dao",
                "class Dao { JdbcTemplate jdbc; " + members
                        + "\n List<Person> all() { return jdbc.query(\"select id, telephone from owners\", " + mapper
                        + "); } }");
    }

    private static final String LAMBDA = "(rs, n) -> new Person(rs.getString(\"telephone\"))";
    private static final String ANONYMOUS =
            "new RowMapper<Person>() { public Person mapRow(ResultSet rs, int n) { return new Person(rs.getString(\"telephone\")); } }";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dao.java:MAPPER | static final RowMapper<Person> MAPPER = " + LAMBDA + "; | MAPPER",
                "Dao.java:mapper | private final RowMapper<Person> mapper = " + LAMBDA + "; | mapper",
                "Dao.java:mapper | private final RowMapper<Person> mapper = " + LAMBDA + "; | this.mapper",
                "Dao.java:mapper | private final RowMapper<Person> mapper; Dao() { mapper = " + LAMBDA + "; } | mapper",
                "Dao.java:map | Person map(ResultSet rs, int n) { return new Person(rs.getString(\"telephone\")); } | this::map",
                "Dao.java:mapper | RowMapper<Person> mapper() { return " + LAMBDA + "; } | mapper()",
                "Dao.java:MANY | static final ResultSetExtractor<List<Person>> MANY = rs -> { List<Person> l = new ArrayList<>(); while (rs.next()) { l.add(new Person(rs.getString(\"telephone\"))); } return l; }; | MANY",
            })
    void aLabelInAMapperOfTheClassIsTheStatements(String place, String members, String mapper) {
        dao(members, mapper);
        String member = place.endsWith("mapper") && members.contains("Dao()") ? "Dao.java:<init>" : place;
        assertThat(repository.found()).contains(member + " READ RESULT_COLUMN CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAPPER", "mapper"})
    void anAnonymousMapperIsOneToo(String name) {
        dao("final RowMapper<Person> " + name + " = " + ANONYMOUS + ";", name);
        assertThat(repository.found()).anyMatch(found -> found.matches("Dao.java:\\w+ READ RESULT_COLUMN CERTAIN"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class Rows { static final RowMapper<Person> OF = " + LAMBDA + "; } | Rows.OF | | Rows.java:OF",
                "class Rows implements RowMapper<Person> { public Person mapRow(ResultSet rs, int n) { return new Person(rs.getString(\"telephone\")); } } | new Rows() | | Rows.java:mapRow",
                "class Rows implements RowMapper<Person> { public Person mapRow(ResultSet rs, int n) { return new Person(rs.getString(\"telephone\")); } } | rows | Rows rows = new Rows(); | Rows.java:mapRow",
                "class Rows implements RowMapper<Person> { public Person mapRow(ResultSet rs, int n) { return new Person(rs.getString(\"telephone\")); } } | rows | private static final RowMapper<Person> rows = new Rows(); | Rows.java:mapRow",
                "class Rows implements ResultSetExtractor<Person> { public Person extractData(ResultSet rs) { return new Person(rs.getString(\"telephone\")); } } | new Rows() | | Rows.java:extractData",
                "class Rows { static Person of(ResultSet rs, int n) { return new Person(rs.getString(\"telephone\")); } } | Rows::of | | Rows.java:of",
            })
    void soIsOneInAClassOfItsOwn(String rows, String mapper, String members, String place) {
        repository.java("Rows", rows);
        dao(members == null ? "" : members, mapper);
        assertThat(repository.found()).contains(place + " READ RESULT_COLUMN CERTAIN");
    }

    @Test
    void aMapperOfAnotherTablesStatementsIsNone() {
        repository.java("Rows", "class Rows { static final RowMapper<Person> OF = " + LAMBDA + "; }");
        repository.java(
                "Dao",
                "class Dao { JdbcTemplate jdbc; Object a() { return jdbc.query(\"select telephone from suppliers\", Rows.OF); } Object b() { return jdbc.query(\"select telephone from owners\", Other.OF); } }");
        assertThat(repository.found()).noneMatch(found -> found.startsWith("Rows.java"));
    }

    @Test
    void aMapperOfStatementsOnTwoTablesIsLikelyOne() {
        repository.java("Rows", "class Rows { static final RowMapper<Person> OF = " + LAMBDA + "; }");
        repository.java(
                "Dao",
                "class Dao { JdbcTemplate jdbc; Object a() { return jdbc.query(\"select telephone from suppliers\", Rows.OF); } Object b() { return jdbc.query(\"select telephone from owners\", Rows.OF); } }");
        assertThat(repository.found()).contains("Rows.java:OF READ RESULT_COLUMN LIKELY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc.query(\"select o.telephone as n from owners o\", (rs, i) -> rs.getString(\"n\")) | a",
                "jdbc.query(\"select o.telephone n, o.id from owners o\", (rs, i) -> rs.getString(\"n\")) | a",
                "jdbc.query(\"select lower(telephone) as n from owners\", (rs, i) -> rs.getString(\"n\")) | a",
                "jdbc.query(\"select telephone as \\\"n\\\" from owners\", (rs, i) -> rs.getString(\"n\")) | a",
                "jdbc.query(\"select telephone as n from owners\", MAPPER) | MAPPER",
                "jdbc.queryForList(\"select telephone as n from owners\").get(0).get(\"n\") | a"
            })
    void anAliasIsTheColumnsLabel(String call, String member) {
        repository.java(
                "Dao",
                "class Dao { JdbcTemplate jdbc; static final RowMapper<String> MAPPER = (rs, i) -> rs.getString(\"n\");\n Object a() { return\n"
                        + call.replace("(rs,", "\n(rs,").replace(".get(0)", "\n.get(0)") + "; } }");
        assertThat(repository.found()).contains("Dao.java:" + member + " READ RESULT_COLUMN CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc.query(\"select telephone, last_name as n from owners\", (rs, i) -> rs.getString(\"n\"))",
                "jdbc.query(\"select telephone as m, id as n from owners\", (rs, i) -> rs.getString(\"n\"))",
                "jdbc.query(\"select telephone as n from suppliers\", (rs, i) -> rs.getString(\"n\"))",
            })
    void anotherColumnsAliasIsNot(String call) {
        repository.java("Dao", "class Dao { JdbcTemplate jdbc; Object a() { return " + call + "; } }");
        assertThat(repository.found()).noneMatch(found -> found.contains("RESULT_COLUMN"));
    }

    @Test
    void aBeanIsFilledByTheAlias() {
        repository
                .java("Person", "class Person { String telephone; String contactPhone; }")
                .java(
                        "Dao",
                        "class Dao { JdbcTemplate jdbc; Object a() { return jdbc.query(\"select telephone as contact_phone from owners\", new BeanPropertyRowMapper<>(Person.class)); } }");
        assertThat(repository.found())
                .contains("Person.java:contactPhone READ RESULT_COLUMN CERTAIN")
                .noneMatch(found -> found.startsWith("Person.java:telephone READ RESULT"));
    }

    @Test
    void aBeanMapperMayBeKeptInAConstant() {
        repository
                .java("Person", "class Person { String telephone; }")
                .java(
                        "Dao",
                        "class Dao { JdbcTemplate jdbc; static final RowMapper<Person> ROWS = new BeanPropertyRowMapper<>(Person.class); Object a() { return jdbc.query(\"select telephone from owners\", ROWS); } }");
        assertThat(repository.found()).contains("Person.java:telephone READ RESULT_COLUMN CERTAIN");
    }
}
