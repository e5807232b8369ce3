package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which table a name of SQL is of when several have such a column, and what reads no column at all. */
class SqlScopeTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select s.id from suppliers s where exists (select 1 from owners o where o.id = s.id and telephone > '3') | SQL_STRING CERTAIN",
                "select id from suppliers where id in (select id from owners where telephone is null) | SQL_STRING CERTAIN",
                "select telephone from clinic.owners | SQL_STRING LIKELY",
                "select telephone from public.owners | SQL_STRING CERTAIN",
                "select count(distinct o) from owners o | STAR CERTAIN",
                "select o from owners o | STAR CERTAIN",
                "select count(*) from (select * from owners union select * from suppliers) x | STAR LIKELY"
            })
    void theInnermostQueryThatHasTheColumn(String sql, String found) {
        assertThat(in(sql)).containsExactly("Service.java:a READ " + found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select o.id from owners o where exists (select 1 from suppliers s where s.id = o.id and telephone > '3')",
                "select count(o) from owners o",
                "select count(*) from (select * from owners) x",
                "select count(*) from (select o.* from owners o where o.id > 3) x",
                "select x.telephone from (select * from suppliers) x, owners o",
                "Select an owners row, then telephone from the list"
            })
    void whatIsOfAnotherTableOrOnlyCounted(String sql) {
        assertThat(in(sql)).isEmpty();
    }

    private List<String> in(String sql) {
        return new SmallRepository(root)
                .java(
                        "Service",
                        "class Service { JdbcTemplate jdbc; void a() { jdbc.queryForList(\"" + sql + "\"); } }")
                .found();
    }
}
