package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Confidence;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL in text that nobody parses is access of low confidence, and files that are not what they are named like are named. */
final class ScriptTextTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            psql -c select telephone from owners                       | READ
            echo update owners set telephone = null                    | WRITE
            echo update owners set id = 1 where telephone = null        | READ
            psql -c delete from owners where telephone = 1             | READ
            psql -c insert into owners (id, telephone) values (1, 2)   | WRITE
            psql -c alter table owners drop column telephone           | DDL
            # owners have a telephone                                  | EXPOSURE
            """)
    void aWordInSqlIsAccessAndNotExposure(String line, String access) {
        SmallRepository repository =
                new SmallRepository(root).file("Makefile", "all:\n\t" + line.replace("# ", "") + "\n");

        assertThat(repository.found()).containsExactly("Makefile:- " + access + " TEXT POSSIBLE");
    }

    @Test
    void filesThatDoNotParseAreNamedByTheirKind() {
        SmallRepository repository = new SmallRepository(root)
                .file("a.xml", "<owners><telephone></owners>")
                .file("good.xml", "<owners><telephone/></owners>")
                .file("b.yml", "owners: {telephone: [\n")
                .file("c.json", "{\"owners\": \"telephone\"")
                .file("good.json", "{\"owners\": /* so */ \"telephone\"}");

        assertThat(repository.scan().notes())
                .contains(
                        "1 file is no XML that could be parsed and was searched as text: a.xml",
                        "1 file is no YAML that could be parsed and was searched as text: b.yml",
                        "1 file is no JSON that could be parsed and was searched as text: c.json");
    }

    @Test
    void sqlThatDoesNotParseIsNamed() {
        SmallRepository repository =
                new SmallRepository(root).file("odd.sql", "select telephone from owners where (((;\n");

        assertThat(repository.scan().notes())
                .contains("SQL that could not be parsed on owners was read by its words: odd.sql");
    }

    @Test
    void eachLineOfCodeIsListedWithWhatItsCallDoes() {
        SmallRepository repository = new SmallRepository(root).file("web/api.ts", """
                export interface Owner { telephone: string }
                const rows = await pool.query(`select telephone from owners`);
                await knex('owners').where({ id }).update({ telephone: '1' });
                await prisma.owners.findMany({ where: { telephone: '2' } });
                owner.telephone = '3';
                """);

        assertThat(repository.scan().usages())
                .extracting(usage -> usage.place().line() + " " + usage.access() + " " + usage.confidence())
                .containsExactlyInAnyOrder(
                        "1 EXPOSURE POSSIBLE",
                        "2 READ LIKELY",
                        "3 WRITE LIKELY",
                        "4 READ POSSIBLE",
                        "5 WRITE POSSIBLE");
    }

    @Test
    void aCommandThatBeginsLikeSqlIsNoStatement() {
        SmallRepository repository = new SmallRepository(root)
                .file("ops/up.sh", "#!/bin/sh\necho \"create namespace owners with telephone\"\n");

        assertThat(repository.scan().usages())
                .allSatisfy(usage -> assertThat(usage.confidence()).isEqualTo(Confidence.POSSIBLE));
        assertThat(repository.scan().undecided()).isEmpty();
    }
}
