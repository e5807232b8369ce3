package dev.cofferdam.cli;

import static dev.cofferdam.llm.CannedEndpoint.calls;
import static dev.cofferdam.llm.CannedEndpoint.contents;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Proof;
import dev.cofferdam.domain.RehearsalLog;
import dev.cofferdam.llm.CannedEndpoint;
import dev.cofferdam.planfile.PlanFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan} as it is by default: what the rules accept is played, and only then accepted. */
@Tag("server")
final class PlanRehearsedTest {
    private static final String RENAME = "rename owners.telephone to phone_number";

    @TempDir
    private Path folder;

    private SmallService service;
    private Path out;

    @BeforeEach
    void makeAService() throws IOException {
        service = SmallService.in(folder.toRealPath());
        out = folder.resolve("plan");
    }

    @Test
    void aPlanIsPlayedAndSaysWhatWasSeen() throws IOException {
        Desk desk = SmallService.run(words("--rehearse-rows", "400"));

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out())
                .contains("accepted, proved by rehearsal, planned by the playbook", "Rehearsal  400 rows; ")
                .containsPattern("\\d+ of \\d+ cells of the matrices played");
        assertThat(desk.err()).contains("✓ playing the plan (");
        Plan plan = PlanFile.read(out.resolve("plan.yaml"));
        assertThat(plan.proof()).isEqualTo(Proof.REHEARSED);
        assertThat(plan.rehearsal().map(RehearsalLog::scale))
                .hasValueSatisfying(scale -> assertThat(scale.rows()).isEqualTo(400));
        assertThat(plan.compatibility()).as("cells that ran").anyMatch(cell -> cell.proved());
        assertThat(Files.readString(out.resolve("plan.md")))
                .contains("Proof: rehearsed.", "## Rehearsal", "with 400 rows in `owners`");
    }

    @Test
    void anEditAfterTheRehearsalIsToldFromThePlanThatWasPlayed() throws IOException {
        assertThat(SmallService.run(words("--rehearse-rows", "100")).exitCode()).isEqualTo(ExitCode.CLEAN);
        Path file = out.resolve("plan.yaml");

        assertThat(check(file)).contains("rehearsed as it stands, on postgresql:", " with 100 rows");

        Files.writeString(
                file, Files.readString(file).replace("pause_ms    bigint DEFAULT 100", "pause_ms bigint DEFAULT 0"));
        assertThat(check(file)).contains("it was rehearsed before it was edited");
    }

    @Test
    void aModelGetsWhatFailedWhenPlayedAndRepairsIt() {
        try (CannedEndpoint endpoint = new CannedEndpoint()) {
            endpoint.answers(
                    calls("describe_schema", "{\"table\":\"owners\"}"),
                    calls("find_usages", "{\"table\":\"owners\",\"column\":\"telephone\"}"),
                    calls("count_rows", "{\"table\":\"owners\"}"),
                    calls("estimate_backfill", "{\"table\":\"owners\"}"),
                    calls("draft_phases", "{}"),
                    calls(
                            "edit_plan",
                            "{\"edits\":[{\"kind\":\"add-gate\",\"step\":\"expand-1\",\"gate\":{\"kind\":\"query\",\"statement\":\"owners is empty\","
                                    + "\"sql\":\"SELECT count(*) FROM owners WHERE id > 0\",\"expected\":\"0\"}}]}"),
                    calls("rehearse_plan", "{}"),
                    calls("submit_plan", "{}"),
                    calls("draft_phases", "{}"),
                    calls("submit_plan", "{}"));

            Desk desk = ask(endpoint, words("--rehearse-rows", "100", "--model", "test-model"));

            assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
            assertThat(desk.out()).contains("accepted, proved by rehearsal, planned by test-model");
            List<JsonNode> sent = endpoint.requests();
            assertThat(contents(sent.get(0), "system").get(0))
                    .contains("`rehearse_plan` shows what the plan does in a throw-away database");
            assertThat(answer(sent.get(7)))
                    .contains("verdict=REJECTED", "[error] at expand/expand-1", "\"owners is empty\" does not hold");
            assertThat(answer(sent.get(8))).startsWith("REJECTED, ").contains("rehearsal-step-fails");
        }
    }

    @Test
    void rowsForARehearsalThatIsLeftOutAreASlip() {
        Desk desk = SmallService.run(words("--no-rehearsal", "--rehearse-rows", "5"));

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.err()).contains("contradict each other");
        assertThat(out).doesNotExist();
    }

    private List<String> words(String... more) {
        List<String> words =
                new ArrayList<>(List.of("plan", RENAME, "--repo", service.root().toString(), "--out", out.toString()));
        words.addAll(List.of(more));
        return words;
    }

    private static String check(Path file) {
        return SmallService.run(List.of("check", file.toString())).out();
    }

    private Desk ask(CannedEndpoint endpoint, List<String> words) {
        Map<String, String> environment = new HashMap<>(endpoint.environment("key-of-a-test-4711"));
        environment.put("COFFERDAM_CACHE", folder.resolve("cache").toString());
        StringWriter said = new StringWriter();
        StringWriter progress = new StringWriter();
        int code = Main.run(
                words,
                new Terminal(
                        new Screen(new PrintWriter(said, true), false, false),
                        new Screen(new PrintWriter(progress, true), false, false),
                        environment));
        return new Desk(code, said.toString(), progress.toString());
    }

    private static String answer(JsonNode request) {
        List<String> answers = contents(request, "tool");
        return answers.get(answers.size() - 1);
    }
}
