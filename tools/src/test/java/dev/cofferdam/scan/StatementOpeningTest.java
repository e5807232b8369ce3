package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement need not begin with the word that says what it does. */
class StatementOpeningTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aRepository() {
        repository = new SmallRepository(root);
    }

    private SmallRepository run(String code) {
        return repository.java("Use", """
                class Use {
                    JdbcTemplate jdbc; EntityManager manager; Connection connection; Handle handle;
                    void run() {
                        %s;
                    }
                }
                """.formatted(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc.queryForList(\"/* x */ select telephone from owners\")              | READ SQL_STRING",
                "jdbc.queryForList(\" /*+ IndexScan(owners) */ select telephone from owners\") | READ SQL_STRING",
                "jdbc.queryForList(\"-- x\\nselect telephone from owners\")               | READ SQL_STRING",
                "manager.createNativeQuery(\"-- x\\nselect telephone from owners\")       | READ NATIVE_QUERY",
                "connection.prepareStatement(\"/* x */ update owners set telephone = ?\") | WRITE SQL_STRING",
                "handle.createUpdate(\"/* x */ update owners set telephone = 1\")         | WRITE SQL_STRING",
                "jdbc.execute(\"begin; update owners set telephone = 1; commit;\")        | WRITE SQL_STRING",
                "jdbc.execute(\"set search_path to app; update owners set telephone = 1\") | WRITE SQL_STRING",
                "jdbc.queryForList(\"explain (analyze) select telephone from owners\")    | READ SQL_STRING",
                "jdbc.execute(\"prepare x as update owners set telephone = $1\")          | WRITE SQL_STRING",
                "jdbc.execute(\"declare c cursor for select telephone from owners\")      | READ SQL_STRING",
                "jdbc.queryForList(\"values ((select max(telephone) from owners))\")      | READ SQL_STRING"
            })
    void whatStandsBeforeItsWordHidesNoStatement(String code, String found) {
        assertThat(run(code).found()).containsExactly("Use.java:run " + found + " CERTAIN");
    }

    @ParameterizedTest
    @CsvSource({"table owners, READ", "insert into owners default values, WRITE"})
    void everyColumnIsReachedWithoutItsName(String sql, String access) {
        assertThat(run("jdbc.execute(\"" + sql + "\")").found())
                .containsExactly("Use.java:run " + access + " STAR CERTAIN");
    }

    @Test
    void aBlockOfTextMayBeginWithACommentAndAConstantToo() {
        repository.java("Use", """
                class Use {
                    static final String TOP = "/* top */ select telephone from owners";
                    JdbcTemplate jdbc;
                    void top() { jdbc.queryForList(TOP); }
                    void block() {
                        jdbc.queryForList(\"""
                            -- the numbers
                            select telephone
                            from owners
                            \""");
                    }
                }
                """);

        assertThat(repository.found())
                .containsExactlyInAnyOrder(
                        "Use.java:top READ SQL_STRING CERTAIN", "Use.java:block READ SQL_STRING CERTAIN");
    }

    @Test
    void aNativeQueryOfARepositoryMayBeginWithAComment() {
        repository.java("Owners", """
                interface Owners extends JpaRepository<Owner, Long> {
                    @Query(nativeQuery = true, value = "-- a\\nselect telephone from owners") List<String> old();
                    @NativeQuery("/* a */ select telephone from owners") List<String> young();
                }
                """);

        assertThat(repository.found())
                .contains("Owners.java:old READ NATIVE_QUERY CERTAIN", "Owners.java:young READ NATIVE_QUERY CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- the numbers", "<!-- a > b -->", "/* it's */"})
    void aMapperStatementMayBeginWithALineOfComment(String comment) {
        repository.file("src/main/resources/OwnerMapper.xml", """
                <mapper namespace="app.OwnerMapper">
                  <select id="numbers" resultType="string">
                    %s
                    select telephone from owners
                  </select>
                </mapper>
                """.formatted(comment));

        assertThat(repository.found()).containsExactly("OwnerMapper.xml:numbers READ MAPPER_XML CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set the telephone of owners",
                "do owners have a telephone?",
                "-- telephone of owners",
                "explain the telephone of owners",
                "values of owners telephone"
            })
    void wordsOfEveryDayAreNoStatement(String words) {
        assertThat(run("ask(\"" + words + "\")").found()).noneMatch(found -> found.endsWith("CERTAIN"));
    }
}
