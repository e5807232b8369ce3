package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person sees who plans with the real command, from the first word to the files. */
@Tag("server")
final class PlanCommandTest {
    private static final String RENAME = "rename owners.telephone to phone_number";

    @TempDir
    private Path folder;

    private SmallService service;

    @BeforeEach
    void makeTheService() throws IOException {
        service = SmallService.in(folder.toRealPath());
    }

    @Test
    void anAcceptedPlanIsSummedUpAndItsFilesAreWritten() throws IOException {
        Path out = service.root().resolveSibling("plan");

        Desk desk = service.plan(RENAME, "--rows", "owners=12M", "--out", out.toString());

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        Golden.assertMatches(PlanCommandTest.class, "golden/plan-accepted.txt", masked(desk.out()));
        Golden.assertMatches(PlanCommandTest.class, "golden/plan-progress.txt", masked(desk.err()));
        try (Stream<Path> files = Files.walk(out)) {
            Golden.assertMatches(
                    PlanCommandTest.class,
                    "golden/plan-files.txt",
                    String.join(
                                    "\n",
                                    files.filter(Files::isRegularFile)
                                            .map(file -> out.relativize(file).toString())
                                            .sorted()
                                            .toList())
                            + "\n");
        }
        Plan plan = PlanFile.read(out.resolve("plan.yaml"));
        assertThat(plan.verdict()).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(plan.estimate().orElseThrow().rows()).isEqualTo(12_000_000);
        assertThat(Files.getPosixFilePermissions(out))
                .as("others may read it as any folder")
                .isEqualTo(Files.getPosixFilePermissions(Files.createDirectory(out.resolveSibling("any"))));
        assertThat(service.everything()).noneMatch(path -> path.contains(".cofferdam-"));
    }

    @Test
    void theWholePlanIsPrintedAsMarkdownOnRequest() throws IOException {
        Path out = Files.createDirectory(service.root().resolveSibling("empty"));

        Desk desk = service.plan(RENAME, "--format", "md", "--out", out.toString());

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out())
                .isEqualTo(Files.readString(out.resolve("plan.md")))
                .startsWith("# ");
    }

    /** The three forms of decision 0006 on the example application, in which a view reads two of the columns; nobody has to approve. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "change pets.name to varchar(60) | 0 | in the catalogs alone; view reminder_calls made again",
                "change owners.telephone to varchar(40) | 0 | sync flows to cofferdam_old_telephone; view reminder_calls with it",
                "change suppliers.telephone to text as phone | 0 | Deploy clinic v1, which reads and writes phone only",
                "change owners.telephone to bigint as phone | 2 | view `reminder_calls` shows `owners.telephone` as character varying(20)",
                "change owners.id to uuid | 2 | is referenced by foreign key `pets_owner_id_fkey` of `pets`"
            })
    void everyFormOfATypeChangeIsPlannedOnTheExample(String request, int exitCode, String says) {
        Path out = service.root().resolveSibling("plan");
        Path clinic = Path.of("../evals/examples/clinic").toAbsolutePath().normalize();

        Desk desk = SmallService.run(
                List.of("plan", "--no-rehearsal", request, "--repo", clinic.toString(), "--out", out.toString()));

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(exitCode);
        assertThat(desk.out() + desk.err()).contains(says);
    }

    @Test
    void plansOfOneDayDoNotOverwriteEachOther() throws IOException {
        service.plan(RENAME);
        service.plan(RENAME);

        try (Stream<Path> plans = Files.list(service.root().resolve("cofferdam-plans"))) {
            assertThat(plans.map(plan -> plan.getFileName().toString().substring("2026-01-31-".length()))
                            .sorted())
                    .containsExactly(
                            "rename-owners-telephone-to-phone_number", "rename-owners-telephone-to-phone_number-2");
        }
    }

    @Test
    void aMigrationAmongTheMigrationsCanBeTheRequest() throws IOException {
        String file = "src/main/resources/db/migration/V2__rename.sql";
        service.write(file, "ALTER TABLE owners RENAME telephone TO phone_number;\n");

        Desk desk = service.plan(file);

        assertThat(desk.err()).contains("left out " + file + ": it is the request");
        assertThat(desk.out()).startsWith(RENAME);
    }

    @Test
    void whatCouldNotBeDecidedIsNotAcceptedUntilAPersonDoes() throws IOException {
        service.withDynamicSql();
        Path undecided = service.root().resolveSibling("undecided");
        Path approved = service.root().resolveSibling("approved");

        Desk first = service.plan(RENAME, "--out", undecided.toString());

        assertThat(first.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(first.out())
                .contains("NOT ACCEPTED: could not decide", "src/main/java/clinic/Search.java:14", "--approve");
        assertThat(first.err()).contains("not accepted: ");
        assertThat(PlanFile.read(undecided.resolve("plan.yaml")).verdict()).isEqualTo(Verdict.Outcome.COULD_NOT_DECIDE);
        Matcher finding = Pattern.compile("(?m)^ *(plan-undecided:\\S+)$").matcher(first.out());
        assertThat(finding.find()).as(first.out()).isTrue();

        Desk second = service.plan(
                RENAME,
                "--out",
                approved.toString(),
                "--approve",
                finding.group(1) + "=only ever asks for id",
                "--approver",
                "Mara");

        assertThat(second.exitCode()).as(second.out() + second.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(second.out()).contains("accepted with approvals", "by Mara: only ever asks for id");
        assertThat(PlanFile.read(approved.resolve("plan.yaml")).verdict())
                .isEqualTo(Verdict.Outcome.ACCEPTED_WITH_APPROVALS);
    }

    @TestFactory
    Stream<DynamicTest> whatTheCallerCanFixIsSaidOnceAndLeavesNothingBehind() throws IOException {
        Path full = Files.createDirectory(service.root().resolveSibling("full"));
        Files.writeString(full.resolve("notes.txt"), "keep me");
        Path bare = Files.createDirectory(service.root().resolveSibling("bare"));
        Path file = Files.writeString(service.root().resolveSibling("file.txt"), "no folder");
        String closed = "jdbc:postgresql://127.0.0.1:1/clinic?user=reader&password=hunter2";
        return Stream.of(
                wrong(
                        "there is no folder",
                        "name the root",
                        "plan",
                        RENAME,
                        "--repo",
                        folder.resolve("nowhere").toString()),
                wrong("is no folder", "name the root", "plan", "--no-rehearsal", RENAME, "--repo", file.toString()),
                wrong("is empty", "name the root", "plan", "--no-rehearsal", RENAME, "--repo", bare.toString()),
                wrong("Missing required parameter: 'REQUEST'", "plan --help", "plan"),
                wrong("the request is empty", "say what to change", here(" ")),
                wrong("is not understood", "rename TABLE.COLUMN", here("make it faster")),
                wrong("no column `telefone`", "did you mean `telephone`?", here("rename owners.telefone to phone")),
                wrong("no table `owner`", "did you mean `owners`?", here("rename owner.telephone to phone")),
                wrong("`owners:12M` is no row count", "owners=12M", here(RENAME, "--rows", "owners:12M")),
                wrong("--rows names only `pets`", "--rows owners=N", here(RENAME, "--rows", "pets=5")),
                wrong("'--row'", "did you mean `--rows`?", here(RENAME, "--row", "owners=5")),
                wrong("a backfill of 0 rows per second", "1 or more", here(RENAME, "--rate", "0")),
                wrong("'--rate'", "plan --help", here(RENAME, "--rate", "fast")),
                wrong("'--format'", "plan --help", here(RENAME, "--format", "pdf")),
                wrong("`17` is no engine", "postgresql:17", here(RENAME, "--engine", "17")),
                wrong("changes of mysql cannot be planned yet", "postgresql:17", here(RENAME, "--engine", "mysql:8")),
                wrong("there is no schema file", "name an SQL file", here(RENAME, "--schema", "none.sql")),
                wrong("nothing listens at", "start the server", here(RENAME, "--db", closed)),
                wrong("another product (mysql)", "PostgreSQL", here(RENAME, "--db", "mysql://u:hunter2@db/clinic")),
                wrong("an approval needs a person", "--approver NAME", here(RENAME, "--approve", "a:b=harmless")),
                wrong(
                        "an approval needs a person",
                        "--approver NAME",
                        here(RENAME, "--approve", "a=b", "--approver", " ")),
                wrong(
                        "the approval of `a:b` has no reason",
                        "FINDING=",
                        here(RENAME, "--approve", "a:b=", "--approver", "Mara")),
                wrong("is there already and is not empty", "a new folder", here(RENAME, "--out", full.toString())),
                wrong("is there already and is not a folder", "a new folder", here(RENAME, "--out", file.toString())),
                wrong(
                        "is a file, in which no folder can be made",
                        "a folder that you may write to",
                        here(RENAME, "--out", file.resolve("deep/plan").toString())));
    }

    private String[] here(String... words) {
        return Stream.concat(
                        Stream.of(
                                "plan",
                                "--no-rehearsal",
                                "--repo",
                                service.root().toString()),
                        Stream.of(words))
                .toArray(String[]::new);
    }

    private DynamicTest wrong(String problem, String fix, String... words) {
        String name = String.join(" ", words).replace(folder.toString(), "<dir>");
        return DynamicTest.dynamicTest(name, () -> {
            List<String> before = service.everything();

            Desk desk = SmallService.run(List.of(words));

            assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CALLER);
            assertThat(desk.out()).isEmpty();
            assertThat(desk.err()).containsOnlyOnce("error: ").doesNotContain("\tat ", "Exception", "hunter2");
            assertThat(line(desk, "error: ")).contains(problem);
            assertThat(line(desk, "  fix: ")).contains(fix);
            assertThat(service.everything()).as("nothing new is left behind").isEqualTo(before);
        });
    }

    private static String line(Desk desk, String label) {
        return desk.err()
                .lines()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElse("");
    }

    private String masked(String text) throws IOException {
        return text.replace(folder.toRealPath().toString(), "<dir>").replaceAll("\\(\\d+\\.\\d s\\)", "(0.0 s)");
    }
}
