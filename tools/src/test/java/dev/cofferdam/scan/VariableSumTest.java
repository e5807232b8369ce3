package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements whose parts are variables alone, and several statements of one method. */
class VariableSumTest {

    @TempDir
    Path root;

    private SmallRepository repository;

    @BeforeEach
    void aClinic() {
        repository = SmallRepository.clinic(root);
    }

    /** The count query of a page was lost beside the page's own query: both name the column. */
    @Test
    void eachStatementOfAMethodIsAUsage() {
        repository.java("Dao", """
                class Dao { EntityManager em;
                  Object page(boolean named) {
                    StringBuilder select = new StringBuilder();
                    select.append("select count(o) from Owner o");
                    StringBuilder where = new StringBuilder(" where o.id > 0");
                    if (named) { where.append(" and o.telephone like :t"); }
                    Object count = em.createQuery(select.toString() + where.toString()).getSingleResult();
                    StringBuilder hql = new StringBuilder("select o.id from Owner o where o.id > 0");
                    if (named) { hql.append(" and o.telephone like :t"); }
                    return em.createQuery(hql.toString()).getResultList();
                  }
                }
                """);
        assertThat(repository.scan().usages())
                .filteredOn(usage -> usage.place().file().endsWith("Dao.java"))
                .extracting(usage -> usage.place().line() + " " + SmallRepository.words(usage))
                .containsExactly("7 Dao.java:page READ JPQL CERTAIN", "10 Dao.java:page READ JPQL CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String s = \"select id from owners\"; String w = \" where telephone = 1\"; return jdbc.queryForList(s + w);",
                "String s = \"select id from owners\"; String w = \" where telephone = 1\"; return jdbc.queryForList(s + (w + TAIL));",
                "StringBuilder s = new StringBuilder(\"select id \"); String f = \"from owners order by telephone\"; return jdbc.queryForList(s.toString() + f);",
                "String s = \"select id from owners\"; String w = \" where telephone = 1\"; return jdbc.queryForList(s + w + TAIL);"
            })
    void aSumOfVariablesIsAStatement(String body) {
        repository.java("Dao", dao(body));
        assertThat(repository.found()).contains("Dao.java:a READ SQL_STRING CERTAIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String s = \"select id from suppliers\"; String w = \" where telephone = 1\"; return jdbc.queryForList(s + w);",
                "String s = \"select id from owners\"; String w = \" where city = 1\"; return jdbc.queryForList(s + w);",
                "String s = \"select id from owners\"; String w = \" where telephone = 1\"; log.info(s + w); return null;",
                "int s = 1; int w = 2; return jdbc.queryForList(s + w);"
            })
    void aSumOfOtherThingsIsNone(String body) {
        repository.java("Dao", dao(body));
        assertThat(repository.found()).noneMatch(usage -> usage.contains("SQL_STRING"));
    }

    private static String dao(String body) {
        return "class Dao { JdbcTemplate jdbc; Logger log; static final String TAIL = \" limit 1\"; Object a() { "
                + body + " } }";
    }
}
