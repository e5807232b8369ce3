package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configuration of other programs, in which a key says that a value is a column. */
final class ConfigColumnsTest {
    @TempDir
    private Path root;

    private List<String> found() {
        return new SmallRepository(root)
                .scan().usages().stream()
                        .map(usage -> usage.place().line() + " " + usage.access() + " " + usage.confidence())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            cdc.yml^debezium:~  column.include.list: public.owners.id,public.owners.telephone                   ^2 EXPOSURE
            cdc.yml^column.mask.with.12.chars:~  - inventory.owners.telephone                                  ^2 EXPOSURE
            cdc.json^{"connector.class": "x", "column.exclude.list": "public.owners.telephone"}                 ^1 EXPOSURE
            cdc.json^{~"message.key.columns": "public.owners:id,telephone"}                                     ^2 EXPOSURE
            cdc.properties^a=1~column.include.list=public\\\\.owners\\\\.telephone                              ^2 EXPOSURE
            cdc.properties^table.whitelist=owners~timestamp.column.name=telephone                               ^2 READ
            sink.json^{"config": {"table.whitelist": "owners",~ "timestamp.column.name": "telephone"}}          ^2 READ
            schema.yml^models:~  - name: owners~    columns:~      - name: id~      - name: telephone           ^5 READ
            schema.yml^sources:~  - tables:~    - name: owners~      columns: [{name: telephone}]               ^4 READ
            mask.yaml^mask:~  owners:~    columns: [id, telephone]                                              ^3 READ
            mask.yaml^- table: owners~  column: telephone                                                       ^2 READ
            logstash.yml^table: owners~tracking_column: telephone                                               ^2 READ
            """)
    void aKeyThatHoldsColumnsTellsOfOne(String file, String text, String expected) {
        new SmallRepository(root).file("deploy/" + file, text.replace('~', '\n') + "\n");
        assertThat(found()).containsExactly(expected + " LIKELY");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '\0', textBlock = """
            texts.yml^owners.telephone: Phone
            texts.yml^label: owners.telephone
            mask.yml^owners:~  - id: 1~    telephone: 123
            mask.yml^- table: pets~  column: telephone~- table: owners~  column: city
            mask.yml^column.include.list: public.suppliers.telephone,public.owners.city
            a.json^{"table": "owners", "required": ["telephone"]}
            a.json^{"models": [{"name": "owners", "columns": ["id"]}, {"name": "pets", "columns": ["telephone"]}]}
            a.properties^table.name=owners~greeting=telephone
            a.properties^# column.include.list=public.owners.telephone
            """)
    void anythingElseIsAWord(String file, String text) {
        new SmallRepository(root).file("deploy/" + file, text.replace('~', '\n') + "\n");
        assertThat(found()).allMatch(each -> each.endsWith("POSSIBLE") || each.endsWith("WRITE CERTAIN"));
    }

    @Test
    void aFileWithSqlKeepsItsOtherLines() {
        new SmallRepository(root).file("deploy/app.yml", """
                report:
                  query: select telephone from owners where telephone is not null
                debezium:
                  column.include.list: public.owners.telephone
                mask:
                  columns:
                    - owners.telephone
                search:
                  facets: id, telephone
                """);
        assertThat(found())
                .containsExactlyInAnyOrder(
                        "2 READ LIKELY", "4 EXPOSURE LIKELY", "7 EXPOSURE LIKELY", "9 EXPOSURE POSSIBLE");
    }

    @Test
    void theLinesOfOneStatementAreOneUsage() {
        new SmallRepository(root).file("etl/job.py", """
                cur.execute(\"""
                    select o.telephone
                    from owners o
                    where o.telephone is not null
                    order by o.telephone\""")
                """).file("etl/load.ktr", """
                <step><sql>
                  select o.telephone
                  from owners o
                  where o.telephone is not null
                </sql><field>telephone</field></step>
                """);
        assertThat(found()).containsExactlyInAnyOrder("2 READ LIKELY", "2 READ LIKELY", "5 EXPOSURE POSSIBLE");
    }

    @Test
    void manyMentionsAreOneQuestionInADocumentAndInData() {
        String row = "| owners | telephone |\n";
        new SmallRepository(root)
                .file("doc/tables.md", row.repeat(5) + "`owners.telephone` is read by `select telephone from owners`\n")
                .file("data/made.vbs", "q(select telephone from owners);\n".repeat(30))
                .file("data/rows.json", "[" + "{\"owners\": 1, \"telephone\": 2},\n".repeat(30) + "{}]");
        assertThat(found()).containsExactlyInAnyOrder("6 READ POSSIBLE", "1 READ POSSIBLE", "1 EXPOSURE POSSIBLE");
    }
}
