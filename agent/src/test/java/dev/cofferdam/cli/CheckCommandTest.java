package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cofferdam.domain.Approval;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.samples.Golden;
import dev.cofferdam.validate.StatementDigest;
import dev.cofferdam.validate.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who edited a plan and asks what the rules say of it. */
@Tag("server")
final class CheckCommandTest {
    @TempDir
    private static Path planned;

    private static String made = "";

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeAll
    static void planOnce() throws IOException {
        SmallService service = SmallService.in(planned.toRealPath());
        Path out = planned.resolve("plan");
        Desk desk = service.plan(
                "rename owners.telephone to phone_number", "--rows", "owners=12M", "--out", out.toString());
        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        made = Files.readString(out.resolve("plan.yaml"));
    }

    @BeforeEach
    void copyThePlan() throws IOException {
        file = Files.writeString(folder.resolve("plan.yaml"), made);
    }

    @Test
    void aPlanThatNobodyTouchedIsAccepted() {
        Desk desk = check();

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err()).isEmpty();
        Golden.assertMatches(CheckCommandTest.class, "golden/check-untouched.txt", masked(desk.out()));
        assertThat(SmallService.run(List.of("check", folder.toString())).out())
                .as("the plan's folder will do")
                .isEqualTo(desk.out());
    }

    @Test
    void aTypingErrorIsNamedWithItsLine() throws IOException {
        edit("transaction: one-transaction", "transaction: one-transacton");

        refused("transacton", "did you mean `one-transaction`?");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearest() throws IOException {
        edit("    title: ", "    titel: ");

        refused("titel", "did you mean `title`?");
    }

    @Test
    void aPlanByHandIsToldWhatIsMissing() throws IOException {
        Files.writeString(file, "format: 1\nid: by-hand\nchange: {kind: drop-column, column: owners.telephone}\n");

        refused("has no `engine`", "add `engine:`");
    }

    @Test
    void anotherFileIsNoPlan() throws IOException {
        Files.writeString(file, "services:\n  db: postgres\n");
        refused("the plan has no `format`", "name a plan.yaml");

        Files.writeString(file, "");
        refused("the file holds no plan", "plan.yaml");
    }

    @Test
    void aStepThatWasRemovedIsMissed() throws IOException {
        Files.writeString(
                file, made.replaceFirst("(?s)\n  - kind: backfill\n    id: backfill-1\n.*?(?=\n  - kind: )", ""));

        rejected("backfill");
    }

    @Test
    void aGateThatWasRemovedIsMissed() throws IOException {
        String without = made.replaceAll("(?m)^      gates:\n(?:(?:      - |        ).*\n)+", "");
        assertThat(without).isNotEqualTo(made);
        Files.writeString(file, without);

        rejected("gate");
    }

    @Test
    void aFactThatWasChangedByHandIsNoFact() throws IOException {
        edit("rows: '12000000'", "rows: '12'");

        rejected("fact");
    }

    @Test
    void anApprovalCountsUntilTheStatementChanges() throws IOException {
        Plan plan = PlanFile.parse(
                made.replaceFirst(
                        "    - (ALTER TABLE owners ADD COLUMN phone_number)",
                        "    - CREATE INDEX calls ON owners (telephone)\n    - $1"),
                "edited");
        List<Finding> open = Validator.open(plan).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        assertThat(open).as("an index that is built while writers wait").isNotEmpty();
        Plan approved = plan.withApprovals(open.stream()
                .map(finding ->
                        new Approval(finding.id(), "Mara", "the table is empty", StatementDigest.of(plan, finding)))
                .toList());
        String yaml = PlanFile.write(approved);
        Files.writeString(file, yaml);

        Desk accepted = check();

        assertThat(accepted.exitCode()).as(accepted.out()).isEqualTo(ExitCode.CLEAN);
        assertThat(accepted.out())
                .contains("approved: " + open.get(0).id() + " by Mara: the table is empty")
                .contains("verdict: accepted with approvals, by rules alone");

        Files.writeString(file, yaml.replace("calls ON owners (telephone)", "calls ON owners (telephone, id)"));

        Desk changed = check();

        assertThat(changed.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(changed.out()).contains("does not count", "[approval-refused]");
    }

    @Test
    void aSchemaThatMovedOnIsSaidAndFailsOnlyWhenWarningsDo() throws IOException {
        SmallService service = SmallService.in(folder.toRealPath());
        String repo = service.root().toString();
        assertThat(check("--repo", repo).out()).doesNotContain("schema: ");
        service.write("src/main/resources/db/migration/V2__fax.sql", "ALTER TABLE owners ADD fax text;\n");

        Desk desk = check("--repo", repo);

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out()).contains("schema: table `owners`, or what hangs together with it, has changed");
        assertThat(check("--repo", repo, "--fail-on", "warning").exitCode()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void programsGetTheSameAsJson() throws IOException {
        edit("rows: '12000000'", "rows: '12'");

        Desk desk = check("--format", "json");
        JsonNode json = new ObjectMapper().readTree(desk.out());
        JsonNode plan = json.get("plans").get(0);
        JsonNode finding = json.get("findings").get(0);

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(plan.get("verdict").asText()).isEqualTo("rejected");
        assertThat(plan.get("claimedVerdict").asText()).isEqualTo("accepted");
        assertThat(finding.get("severity").asText()).isEqualTo("error");
        assertThat(finding.get("file").asText()).isEqualTo(file.toString());
        assertThat(json.get("summary").get("errors").asInt()).isPositive();
    }

    @Test
    void aPlanAndAMigrationAreReportedTogether() throws IOException {
        edit("rows: '12000000'", "rows: '12'");
        Path sql = Files.writeString(folder.resolve("V1__a.sql"), "DROP TABLE owners;\n");

        Desk desk = check(sql.toString(), "--format", "github");

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.out())
                .containsPattern("file=\\S*plan.yaml,line=\\d+")
                .contains("V1__a.sql,line=1,col=1,title=table-drop");
        assertThat(check(sql.toString()).out()).contains("verdict: rejected", "V1__a.sql:1:1 error table-drop");
    }

    @Test
    void helpIsAsItIs() {
        Golden.assertMatches(
                CheckCommandTest.class,
                "golden/help-of-check.txt",
                SmallService.run(List.of("check", "--help")).out());
    }

    private Desk check(String... words) {
        return SmallService.run(Stream.concat(Stream.of("check", file.toString()), Stream.of(words))
                .toList());
    }

    private void edit(String found, String written) throws IOException {
        assertThat(made).as("the plan has what is edited").contains(found);
        Files.writeString(file, made.replaceFirst(Pattern.quote(found), written));
    }

    private void rejected(String what) {
        Desk desk = check();

        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.out()).contains(what).contains("verdict: rejected, by rules alone; the file says accepted");
    }

    private void refused(String problem, String fix) {
        Desk desk = check();

        assertThat(desk.exitCode()).as(desk.out() + desk.err()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.out()).isEmpty();
        assertThat(desk.err())
                .contains(problem, fix)
                .containsPattern("plan\\.yaml:\\d+")
                .doesNotContain("\tat ");
    }

    private String masked(String text) {
        return text.replace(folder.toString(), "<dir>");
    }
}
