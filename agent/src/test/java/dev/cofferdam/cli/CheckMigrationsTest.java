package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team that checks its migrations every day: settings, suppressions, sizes, a baseline, and every format. */
final class CheckMigrationsTest {
    private static final String MIGRATIONS = "src/main/resources/db/migration/";

    @TempDir
    private Path folder;

    private Path root = Path.of("");

    @BeforeEach
    void aChangeOfASmallService() throws IOException {
        SmallService service = SmallService.in(folder.toRealPath());
        root = service.root();
        Files.createDirectories(root.resolve(".git"));
        write(MIGRATIONS + "V2__calls.sql", """
                SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s';
                -- who calls
                CREATE INDEX calls ON owners (telephone);
                """);
    }

    @Test
    void theChangeIsJudgedInItsHistory() {
        Desk desk = check(MIGRATIONS + "V2__calls.sql");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.err()).isEmpty();
        golden("text.txt", desk.out());
    }

    @Test
    void everyFormatSaysTheSame() {
        golden(
                "json.json",
                check(MIGRATIONS + "V2__calls.sql", "--format", "json").out());
        golden(
                "sarif.json",
                check(MIGRATIONS + "V2__calls.sql", "--format", "sarif").out());
        golden(
                "github.txt",
                check(MIGRATIONS + "V2__calls.sql", "--format", "github").out());
        golden(
                "junit.xml",
                check(MIGRATIONS + "V2__calls.sql", "--format", "junit").out());
    }

    @Test
    void aRuleIsGivenAnotherSeverityByConfigurationAndByFlag() throws IOException {
        write(".cofferdam.yaml", "check:\n  rules: {index-create-blocking: info}\n");
        assertThat(check(".", "--fail-on", "warning").exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(check(".", "--fail-on", "info").exitCode()).isEqualTo(ExitCode.FINDINGS);

        assertThat(check(".", "--rule", "index-create-blocking=error").exitCode())
                .as("the flag goes first")
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(check(".", "--rule", "index-create-blocking=off").out()).startsWith("no findings");
    }

    @Test
    void whatCouldNotBeDecidedIsNoPassUntilSomebodyHasReadIt() throws IOException {
        write(".cofferdam.yaml", "check:\n  rules: {index-create-blocking: info}\n");
        write(MIGRATIONS + "V3__block.sql", "DO $$ BEGIN PERFORM fill(1); END $$;\n");

        assertThat(check(".").exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(check(".").out()).contains("1 place could not be decided, which is no pass");
        write(
                MIGRATIONS + "V3__block.sql",
                "-- cofferdam: suppress opaque-sql because it fills 12 rows\nDO $$ BEGIN PERFORM fill(1); END $$;\n");
        assertThat(check(".").exitCode()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void adviceIsGivenWhenAskedFor() throws IOException {
        write(MIGRATIONS + "V3__kind.sql", "CREATE TABLE kinds (id bigint PRIMARY KEY, name char(10));\n");
        String quiet = check(MIGRATIONS + "V3__kind.sql").out();
        String asked = check(MIGRATIONS + "V3__kind.sql", "--advice").out();
        write(".cofferdam.yaml", "check:\n  advice: true\n");

        assertThat(quiet).startsWith("no findings");
        assertThat(asked).contains("V3__kind.sql:1:");
        assertThat(check(MIGRATIONS + "V3__kind.sql").out()).isEqualTo(asked);
    }

    @Test
    void aSuppressionSilencesItsFilesAlone() throws IOException {
        write(".cofferdam.yaml", """
                check:
                  suppress:
                    - rule: index-create-blocking
                      files: ["**/V2__*.sql"]
                      reason: the table has 12 rows
                    - rule: table-drop
                      files: ["*.sql"]
                      reason: nobody knows
                """);
        write(
                MIGRATIONS + "V3__more.sql",
                "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s';\nCREATE INDEX more ON owners (telephone, id);\n");

        Desk desk = check(".");

        assertThat(desk.out())
                .contains("V3__more.sql:2:1 error index-create-blocking", "1 suppressed")
                .contains(".cofferdam.yaml:6:1 warning suppression-unused")
                .doesNotContain("V2__calls.sql:");
        assertThat(check(MIGRATIONS + "V2__calls.sql").out())
                .as("one file does not tell what the others need")
                .startsWith("no findings");
    }

    @Test
    void ignoredFilesAreLearnedFromAndCounted() throws IOException {
        write(".cofferdam.yaml", "check:\n  ignore: [\"V2__*\"]\n");
        write(
                MIGRATIONS + "V3__drop.sql",
                "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s';\nDROP INDEX calls;\n");

        Desk desk = check(".");

        assertThat(desk.out())
                .doesNotContain("V2__calls.sql:")
                .contains("1 file ignored")
                .contains("V3__drop.sql:2");
    }

    @Test
    void aSmallTableMakesAHazardMilderAndNoBreach() throws IOException {
        write(".cofferdam.yaml", "rows: {owners: 5k}\n");
        write(
                MIGRATIONS + "V3__drop.sql",
                "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s';\nALTER TABLE owners DROP COLUMN telephone;\n");

        assertThat(check(".").out())
                .contains("V2__calls.sql:3:1 warning index-create-blocking", "5,000 rows (.cofferdam.yaml)")
                .contains("error column-drop");
    }

    @Test
    void theBaselineIsReportedNoMoreWhereverItsLinesMove() throws IOException {
        Path baseline = root.resolve("baseline.json");
        Desk written = check(".", "--write-baseline", baseline.toString());
        assertThat(written.exitCode()).isEqualTo(ExitCode.CLEAN);
        golden("baseline.json", Files.readString(baseline));
        write(MIGRATIONS + "V2__calls.sql", """
                SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '10s';

                CREATE  INDEX calls ON owners
                    (telephone);
                CREATE INDEX calls ON owners (telephone);
                """);

        Desk desk = check(".", "--baseline", baseline.toString());

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.out())
                .as("one of two equal statements was there before")
                .contains("V2__calls.sql:5:1 error index-create-blocking", "1 in the baseline")
                .doesNotContain("V2__calls.sql:3:");
    }

    @Test
    void aBaselineOfSomeFilesKeepsWhatItSaysOfOthers() throws IOException {
        String baseline = root.resolve("baseline.json").toString();
        check(MIGRATIONS + "V2__calls.sql", "--write-baseline", baseline);
        write("drop.sql", "DROP TABLE pets;\n");
        check("drop.sql", "--write-baseline", baseline);

        assertThat(check(MIGRATIONS + "V2__calls.sql", "--baseline", baseline).exitCode())
                .isEqualTo(ExitCode.CLEAN);
        assertThat(check("drop.sql", "--baseline", baseline).exitCode()).isEqualTo(ExitCode.CLEAN);
    }

    @Test
    void entriesThatNothingMatchesAreTold() throws IOException {
        Path baseline = root.resolve("baseline.json");
        check(".", "--write-baseline", baseline.toString());
        write(MIGRATIONS + "V2__calls.sql", "SELECT 1;\n");

        Desk desk = check(".", "--baseline", baseline.toString());

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err()).contains("nothing matches any more", "index-create-blocking: CREATE INDEX calls");
        assertThat(check(MIGRATIONS + "V1__owners.sql", "--baseline", baseline.toString())
                        .err())
                .as("a file that was not looked at may need its entries")
                .isEmpty();
    }

    @Test
    void whatFollowsABrokenStatementIsJudged() throws IOException {
        write("broken.sql", "ALTER TABLE owners ADD COLUM x (;\nDROP TABLE pets;\n");

        assertThat(check("broken.sql").out())
                .contains("broken.sql:2:1 error table-drop", "broken.sql:1 could not decide");
    }

    @Test
    void anotherProductsFileIsToldOnce() throws IOException {
        write("other.sql", """
                CREATE TABLE `owners` (`id` int AUTO_INCREMENT, PRIMARY KEY (`id`)) ENGINE=InnoDB;
                ALTER TABLE `owners` MODIFY `name` varchar(10);
                ALTER TABLE `owners` CHANGE `name` `nam` varchar(10);
                """);

        assertThat(check("other.sql").out())
                .containsOnlyOnce("could not decide")
                .contains("3 of 3 statements", "it looks like MySQL");
    }

    @Test
    void aFileBehindALinkIsJudged() throws IOException {
        write("drop.sql", "DROP TABLE pets;\n");
        Files.createSymbolicLink(root.resolve("link.sql"), root.resolve("drop.sql"));
        Files.createSymbolicLink(root.resolve("linked"), root.resolve(MIGRATIONS));

        assertThat(check("link.sql").out()).contains("link.sql:1:1 error table-drop");
        assertThat(check("linked").out()).contains("linked/V2__calls.sql:3:1 error index-create-blocking");
    }

    @Test
    void manyFindingsTakeALineEachAfterTwoExamplesOfTheirRule() throws IOException {
        write("many.sql", "ALTER TABLE owners DROP COLUMN telephone;\n".repeat(40));

        String report = check("many.sql", "--rule", "lock-timeout-missing=off").out();

        assertThat(report.split("instead: deploy the version", -1)).hasSize(1 + 2);
        assertThat(report.lines().filter(line -> line.endsWith("error column-drop")))
                .as("40 places and a line of the table")
                .hasSize(40 + 1);
        assertThat(report).contains("    40  error column-drop");
    }

    @Test
    void aLongLineIsCutAroundItsWords() throws IOException {
        write("long.sql", "SELECT 1; ".repeat(40) + "DROP TABLE pets; " + "SELECT 1; ".repeat(40));

        assertThat(check("long.sql").out().lines())
                .allMatch(line -> line.length() <= 100 || line.startsWith("/"))
                .anyMatch(line -> line.matches("  1 \\| \\.\\.\\..*DROP TABLE pets;.*\\.\\.\\."));
    }

    @Test
    void jsonIsAnObjectEvenWhenNothingIsFound() throws IOException {
        write("empty.sql", "");

        Desk desk = check("empty.sql", "--format", "json");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(new ObjectMapper().readTree(desk.out()).path("findings").isArray())
                .isTrue();
    }

    private Desk check(String path, String... words) {
        return SmallService.run(
                Stream.concat(Stream.of("check", root.resolve(path).normalize().toString()), Stream.of(words))
                        .toList());
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void golden(String name, String text) {
        Golden.assertMatches(
                CheckMigrationsTest.class,
                "golden/check-" + name,
                text.replace(root.toString(), "<dir>")
                        .replaceAll("\"cofferdam/v1\" : \"[0-9a-f]+\"", "\"cofferdam/v1\" : \"<fingerprint>\"")
                        .replace(Build.current().version(), "<version>"));
    }
}
