package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A variable in the place of a column's name could be any column of the table. */
class HoleInColumnPlaceTest {

    @TempDir
    Path root;

    private ScanResult run(String sql) {
        return new SmallRepository(root)
                .java(
                        "Use",
                        "class Use { JdbcTemplate jdbc; void run(String c, String v) { jdbc.update(" + sql + "); } }")
                .scan();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"insert into owners (\" + c + \") values (?)\"",
                "\"insert into owners(id, \" + c + \") values (?, ?)\"",
                "\"insert into owners (id, \" + c + \", city) values (?, ?, ?)\"",
                "\"select max(\" + c + \") from owners\"",
                "\"select count(distinct \" + c + \") from owners\"",
                "\"select id from owners where lower(\" + c + \") = ?\"",
                "\"select \\\"\" + c + \"\\\" from owners\"",
                "\"select max(\\\"\" + c + \"\\\") from owners\"",
                "String.format(\"insert into owners (%s) values (?)\", c)",
                "\"select id from owners order by \" + c",
                "\"update owners set \" + c + \" = ?\""
            })
    void couldBeTheColumn(String sql) {
        assertThat(run(sql).undecided()).singleElement().satisfies(one -> assertThat(one.why())
                .contains("could name owners.telephone"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"insert into owners (id, city) values (?, \" + v + \")\"",
                "\"select max(id) from owners where id = \" + v",
                "\"select id from owners where id in (\" + v + \")\"",
                "\"insert into suppliers (\" + c + \") values (?)\""
            })
    void aValueOrAnotherTableIsNone(String sql) {
        assertThat(run(sql).undecided()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"insert into owners values (\" + v + \")\"",
                "\"insert into owners values (?, ?, ?)\"",
                "\"insert into owners select * from \" + v",
                "\"insert into owners \" + v"
            })
    void anInsertWithoutColumnsWritesItWhateverTheRowIs(String sql) {
        ScanResult result = run(sql);
        boolean written =
                result.usages().stream().anyMatch(usage -> usage.access().writes());
        assertThat(written || !result.undecided().isEmpty()).isTrue();
    }
}
