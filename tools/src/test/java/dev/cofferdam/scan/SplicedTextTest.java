package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of other languages that are put together from parts: asked about when a part can be the column, not when it is a value. */
class SplicedTextTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            K.kt     | fun a(c: String) = jdbc.queryForList("select $c from owners")
            K.kt     | fun a(c: C) = jdbc.queryForList("select ${c.name} from owners")
            K.kt     | fun a(c: List<String>) = jdbc.queryForList("select " + c.joinToString() + " from owners")
            G.groovy | def a(c) { sql.rows("select ${c} from owners") }
            S.scala  | def a(c: String) = sql(s"select $c from owners")
            p.py     | cur.execute(f"select {c} from owners")
            p.py     | cur.execute("select %s from owners" % c)
            p.py     | cur.execute("select " + c + " from owners")
            p.py     | cur.execute(f"update {t} set telephone = 1")
            j.ts     | db.query(`select ${c} from owners`)
            j.ts     | db.query(`select id from owners order by ${c}`)
            j.ts     | db.query(`select sum(${c}) from owners`)
            j.ts     | db.query(`select id from owners where exists (select 1, ${c} from pets)`)
            s.sh     | psql -c "select $1 from owners"
            """)
    void aPartThatCanBeTheColumnIsAsked(String file, String line) {
        assertThat(scan(file, line).undecided())
                .singleElement()
                .satisfies(one -> assertThat(one.place().file()).endsWith(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            K.kt     | fun a(i: Long) = jdbc.queryForList("select id from owners where id = $i")
            K.kt     | fun a(c: String) = jdbc.queryForList("select $c from pets")
            p.py     | cur.execute("select id from owners where last_name = %s and city in %s", x)
            p.py     | cur.execute("insert into owners (id, city) values (%s, %s)", x)
            p.py     | cur.execute("select id from owners where id between %s and %s limit %s", x)
            p.py     | cur.execute("select id from owners where coalesce(city, %s) = 'x'", x)
            p.py     | print("owners: " + c + " from here")
            j.ts     | db.query(`select id from owners where id = ${i} and city like '%${c}%'`)
            j.ts     | db.query('select id from owners where id = $1', [i])
            s.sh     | psql -c "delete from owners where id = $1"
            a.yml    | sql: "select ${c} from owners"
            """)
    void aValueOrAnotherTableIsNotAsked(String file, String line) {
        assertThat(scan(file, line).undecided()).isEmpty();
    }

    @Test
    void aNameThatTheFileGivesOnceIsPutIn() {
        ScanResult result = scan(
                "p.py",
                "column = 'telephone'\nother = 'city'\ncur.execute(f\"select {column} from owners\")\n"
                        + "cur.execute(\"select \" + other + \" from owners\")");
        assertThat(result.undecided()).isEmpty();
        assertThat(result.usages()).extracting(SmallRepository::words).contains("p.py:- READ SQL_STRING LIKELY");
        assertThat(result.usages()).noneMatch(usage -> usage.place().line() == 4);
    }

    private ScanResult scan(String file, String line) {
        return SmallRepository.clinic(root).file("src/" + file, line + "\n").scan();
    }
}
