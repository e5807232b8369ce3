package dev.cofferdam.evals.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels are read as the peers' tests mean them. */
final class PeerCasesTest {
    @TempDir
    private Path root;

    @Test
    void squawksLiteralsBelongToTheCallThatTakesThem() throws IOException {
        write("rules/ban_drop_column.rs", """
                fn check() {}
                mod test {
                    use Rule::BanDropColumn;

                    #[test]
                    fn drops() {
                        let sql = r#"ALTER TABLE t DROP COLUMN a;"#;
                        assert!(lint_errors(sql, Rule::BanDropColumn));
                    }

                    #[test]
                    fn two_calls() {
                        lint_ok("ALTER TABLE t ADD a text;", Rule::BanDropColumn);
                        let sql = "ALTER TABLE \\"t\\" DROP a;";
                        lint_errors_with(sql, LinterSettings { pg_version: "11", assume_in_transaction: true }, Rule::BanDropColumn);
                    }

                    #[test]
                    fn made_at_run_time() {
                        let sql = format!("DROP {}", 1);
                        lint_errors(&sql, Rule::BanDropColumn);
                    }
                }
                """);

        assertThat(SquawkCases.in(root))
                .containsExactly(
                        squawk("drops", "ALTER TABLE t DROP COLUMN a;", true, false, PeerCase.NEWEST),
                        squawk("two_calls", "ALTER TABLE t ADD a text;", false, false, PeerCase.NEWEST),
                        squawk("two_calls#2", "ALTER TABLE \"t\" DROP a;", true, true, 11));
    }

    private static PeerCase squawk(String test, String sql, boolean unsafe, boolean transactional, int version) {
        return new PeerCase(
                "squawk", "ban_drop_column/" + test, "ban-drop-column", sql, unsafe, transactional, version);
    }

    @Test
    void aSpecOfTheLanguageServerIsUnsafeByTheRuleThatItExpects() throws IOException {
        write("specs/banDropTable/basic.sql", "-- expect_lint/safety/banDropTable\nDROP TABLE a;\n");
        write("specs/banDropTable/valid.sql", "SELECT 1;\n");
        write("specs/banDropTable/also.sql", "-- expect_lint/safety/banDropColumn\nALTER TABLE a DROP b;\n");
        write("elsewhere/banDropTable/basic.sql", "DROP TABLE a;\n");

        assertThat(PglsCases.in(root))
                .extracting(PeerCase::id, PeerCase::rule, PeerCase::unsafe, PeerCase::sql)
                .containsExactly(
                        tuple("banDropTable/also#banDropColumn", "banDropColumn", true, "\nALTER TABLE a DROP b;\n"),
                        tuple("banDropTable/basic", "banDropTable", true, "\nDROP TABLE a;\n"),
                        tuple("banDropTable/valid", "banDropTable", false, "SELECT 1;\n"));
    }

    @Test
    void aFixtureOfDieselGuardIsACaseForEachCheckThatItsTestNames() throws IOException {
        write("tests/fixtures_test.rs", """
                const SAFE: &[_] = &[("add_safe", vec!["AddColumnCheck", "AddIndexCheck"])];
                #[test]
                fn unsafe_one() {
                    let checker = checker_with_enabled_checks(&["DropColumnCheck"]);
                    let path = fixture_path("drop_unsafe");
                }
                """);
        write("fixtures/add_safe/up.sql", "SELECT 1;");
        write("fixtures/add_safe/metadata.toml", "run_in_transaction = false");
        write("fixtures/drop_unsafe/up.sql", "ALTER TABLE a DROP b;");
        write("fixtures/named_by_no_test/up.sql", "SELECT 2;");

        List<PeerCase> cases = DieselCases.in(root);

        assertThat(cases)
                .extracting(PeerCase::id, PeerCase::unsafe, PeerCase::transactional)
                .containsExactly(
                        tuple("add_safe#AddColumnCheck", false, false),
                        tuple("add_safe#AddIndexCheck", false, false),
                        tuple("drop_unsafe#DropColumnCheck", true, true));
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
