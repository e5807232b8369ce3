package dev.cofferdam.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a place is or is not counted, as a person asks it of one line. */
class ExplanationTest {

    private static final ColumnRef TELEPHONE = TableRef.of("owners").column("telephone");

    @TempDir
    Path root;

    private List<String> explain(String path, int line) {
        new SmallRepository(root)
                .file("Dao.java", """
                        class Dao {
                            // telephone of owners

                            void a() { jdbc.query("select telephone from owners"); jdbc.update("update owners set telephone = '1'"); }
                            void b(String telephone) { call(telephone); }
                            void c() { jdbc.query("select telephone from suppliers"); }
                            void d(String order) { jdbc.query("select id from owners order by " + order); }
                            void e() { jdbc.query("select * from owners"); }
                        }
                        """)
                .file(
                        "report.sql",
                        "-- telephone of owners\nselect telephone from owners;\nselect telephone from suppliers;\n")
                .file("app.yml", "owners:\n  # telephone\n  label: telephone\n  other: telephone\n")
                .file("Odd.java", "void main() { owners(\"telephone\"); }")
                .file("deep/Card.java", "class Card { }");
        UsageScanner scanner = UsageScanner.open(root, Optional.empty());
        return scanner.explain(scanner.scan(SmallRepository.schema(), TELEPHONE, false), TELEPHONE, path, line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dao.java   | 2   | not counted: `telephone` stands in a comment",
                "Dao.java   | 3   | not counted: the line is blank",
                "Dao.java   | 5   | not counted: the line names `telephone`, but nothing binds the name to owners",
                "Dao.java   | 6   | not counted: the line names `telephone`, but nothing binds the name to owners",
                "Dao.java   | 7   | could not be decided: SQL on owners is put together at run time with `order`",
                "Dao.java   | 8   | counted as read by star, certain",
                "Dao.java   | 9   | not counted: the line does not name `telephone`",
                "Dao.java   | 99  | not counted: `Dao.java` has 9 lines",
                "report.sql | 1   | not counted: `telephone` stands in a comment",
                "report.sql | 2   | counted as read by SQL file, certain",
                "report.sql | 3   | not counted: the line names `telephone`, but nothing binds the name to owners",
                "app.yml    | 2   | not counted: `telephone` stands in a comment",
                "app.yml    | 3   | counted as exposure by text, possible: the word stands once near a word for the table",
                "app.yml    | 4   | counted as exposure by text, possible: the word stands once near a word for the table",
                "Odd.java   | 1   | counted as exposure by text, possible",
                "None.java  | 1   | not counted: `None.java` was not read; it does not exist",
                "src/Card.java | 1 | not counted: `src/Card.java` was not read"
            })
    void aLineIsExplained(String path, int line, String expected) {
        assertThat(explain(path, line).get(0)).startsWith(expected);
    }

    @Test
    void aLineWithTwoUsagesHasTwoSentences() {
        assertThat(explain("Dao.java", 4))
                .satisfiesExactlyInAnyOrder(
                        read -> assertThat(read).startsWith("counted as read by SQL string, certain"),
                        write -> assertThat(write).startsWith("counted as write by SQL string, certain"));
    }

    @Test
    void whatHelpsNextIsSaid() {
        assertThat(explain("deep/Dao.java", 1).get(0)).endsWith("did you mean `Dao.java`?");
        assertThat(explain("Dao.java", 5))
                .anyMatch(said -> said.startsWith("the nearest usage in this file is on line 4"));
        assertThat(explain("deep/Card.java", 1)).contains("the file does not hold the word `owners`");
    }

    @Test
    void aPlaceThatIsToldWithAnotherIsExplainedAsThatOneIs() {
        SmallRepository repository = SmallRepository.clinic(root).java("Dao", """
                class Dao {
                    JdbcTemplate jdbc;
                    void a(String sql) { jdbc.execute(sql); }
                    void b() { jdbc.execute(System.getProperty("my.sql")); }
                }
                """);
        UsageScanner scanner = UsageScanner.open(root, Optional.empty());
        ScanResult result = repository.scan();
        assertThat(result.undecided()).singleElement().satisfies(one -> {
            assertThat(result.folded().get(one))
                    .extracting(Object::toString)
                    .containsExactly(one.place().file() + ":" + (one.place().line() + 1));
            assertThat(scanner.explain(
                            result, TELEPHONE, one.place().file(), one.place().line() + 1))
                    .singleElement()
                    .asString()
                    .startsWith("could not be decided, and is listed with line ");
        });
    }

    @Test
    void aStatementThatIsNotSentIsNotSaidToBelongToAnotherTable() {
        new SmallRepository(root).file("Dao.java", "class Dao {\nvoid a() { log(telephone, owners); }\n}");
        UsageScanner scanner = UsageScanner.open(root, Optional.empty());
        assertThat(scanner.explain(scanner.scan(SmallRepository.schema(), TELEPHONE, false), TELEPHONE, "Dao.java", 2)
                        .get(0))
                .startsWith("not counted: the line names both `telephone` and `owners`");
    }
}
