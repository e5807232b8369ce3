package dev.cofferdam.cli;

import static dev.cofferdam.llm.CannedEndpoint.calls;
import static dev.cofferdam.llm.CannedEndpoint.contents;
import static dev.cofferdam.llm.CannedEndpoint.delta;
import static dev.cofferdam.llm.CannedEndpoint.error;
import static dev.cofferdam.llm.CannedEndpoint.events;
import static dev.cofferdam.llm.CannedEndpoint.page;
import static dev.cofferdam.llm.CannedEndpoint.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.llm.CannedEndpoint;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.samples.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of {@code plan --model} over the example clinic, with a model that says what the test wants. */
@Tag("server")
final class ModelPlanTest {
    private static final String KEY = "key-of-a-test-4711";
    private static final String RENAME = "rename owners.telephone to phone_number";
    private static final List<ResponseDefinitionBuilder> LOOK = List.of(
            calls("describe_schema", "{\"table\":\"owners\"}"),
            calls("find_usages", "{\"table\":\"owners\",\"column\":\"telephone\"}"),
            calls("count_rows", "{\"table\":\"owners\"}"),
            calls("estimate_backfill", "{\"table\":\"owners\"}"));
    private static final ResponseDefinitionBuilder DRAFT = calls("draft_phases", "{}");
    private static final ResponseDefinitionBuilder SUBMIT = calls("submit_plan", "{}");

    @TempDir
    private Path folder;

    private final CannedEndpoint endpoint = new CannedEndpoint();
    private Path out;
    private Path cache;

    @BeforeEach
    void chooseFolders() {
        out = folder.resolve("plan");
        cache = folder.resolve("cache");
    }

    @AfterEach
    void stopTheEndpoint() {
        endpoint.close();
    }

    @Test
    void aModelPlansInTheSameLoopAndThePlanSaysWho() throws IOException {
        tell(LOOK);
        endpoint.answers(
                DRAFT,
                calls(
                        "edit_plan",
                        "{\"edits\":[{\"kind\":\"add-concern\",\"text\":\"the call list may run while code moves\"}]}"),
                SUBMIT);

        Desk desk = plan("--rows", "owners=12M", "--price", "2/0.5/8");

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out()).contains("accepted, proved by rules only, planned by test-model for postgresql");
        Golden.assertMatches(ModelPlanTest.class, "golden/model-progress.txt", masked(desk.err()));
        Plan plan = PlanFile.read(out.resolve("plan.yaml"));
        assertThat(plan.verdict()).isEqualTo(Verdict.Outcome.ACCEPTED);
        assertThat(plan.plannedBy().model()).contains("test-model");
        assertThat(plan.plannedBy().prompts())
                .hasValueSatisfying(hash -> assertThat(hash).hasSize(16));
        assertThat(plan.unknown()).contains("the call list may run while code moves");
        assertThat(Files.readString(out.resolve("transcript.jsonl")))
                .contains("\"planner\":\"test-model\"", "\"planner/system\":", "\"tools/submit_plan\":")
                .doesNotContain(KEY);
        assertThat(cache.resolve("runs")).doesNotExist();
        List<JsonNode> sent = endpoint.requests();
        assertThat(sent).hasSize(7).allSatisfy(request -> assertThat(request.toString())
                .doesNotContain(KEY));
        assertThat(endpoint.keys()).containsOnly("Bearer " + KEY);
        JsonNode last = sent.get(6);
        assertThat(contents(last, "system"))
                .singleElement()
                .asString()
                .startsWith("You are the planner of Cofferdam.")
                .contains("whose edits are: `add-assumption`, `add-concern`");
        assertThat(contents(last, "user").get(0)).contains("Plan this change: " + RENAME);
        assertThat(contents(last, "tool")).hasSize(6).first().asString().startsWith("fact f1 ");
        assertThat(last.findValuesAsText("tool_call_id")).containsExactly("c1", "c2", "c3", "c4", "c5", "c6");
    }

    @Test
    void wordsThatNoFormFitsGoToTheModelAndComeBackAsAForm() throws IOException {
        endpoint.answers(says("rename owners.telephone to ", "phone_number\n"));
        tell(LOOK);
        endpoint.answers(DRAFT, SUBMIT);

        Desk desk = ask(
                "we would rather see the owners' telephone under the heading phone_number",
                endpoint.environment(KEY),
                "--model",
                "test-model");

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err()).contains("the model understood the request as: " + RENAME);
        assertThat(desk.out()).contains(RENAME, "accepted");
        assertThat(Files.readString(out.resolve("transcript.jsonl")).split("\"kind\":\"usage\"|\"usage\"", -1))
                .as("the question about the words is charged like every other one")
                .hasSize(endpoint.requests().size() + 1);
        assertThat(endpoint.requests().get(0).toString())
                .contains("- rename TABLE.COLUMN to NEW_NAME", "owners(", "telephone", "under the heading phone_number")
                .doesNotContain(KEY, "\"tools\"");
    }

    @Test
    void anEndpointBehindAProxyIsReachedThroughIt() {
        endpoint.answers(says("UNCLEAR: which column?"));
        Map<String, String> environment = new HashMap<>(endpoint.environment(KEY));
        environment.put("OPENAI_BASE_URL", "http://models.invalid/v1");
        environment.put("http_proxy", endpoint.baseUrl().replaceFirst("/v1$", ""));

        Desk desk = ask("tidy up the owners a bit", environment, "--model", "test-model");

        assertThat(desk.err()).contains("which asks: which column?");
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void whatTheModelCannotMakeOutIsAskedOfThePerson() {
        endpoint.answers(says("UNCLEAR: which column do you mean?"));

        Desk desk = ask("tidy up the owners a bit", endpoint.environment(KEY), "--model", "test-model");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(line(desk, "error: ")).contains("which asks: which column do you mean?");
        assertThat(out).doesNotExist();
    }

    @Test
    void whatTheModelMakesUpIsHeldAgainstTheSchema() {
        endpoint.answers(says("rename owners.fax to fax_number"));

        Desk desk = ask("the fax thing should get a better name", endpoint.environment(KEY), "--model", "test-model");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(line(desk, "error: "))
                .contains("the model took the request for `rename owners.fax to fax_number`", "no column `fax`");
        assertThat(out).doesNotExist();
    }

    @Test
    void aRejectedPlanComesBackWithItsFindingsAndIsRepaired() throws IOException {
        tell(LOOK);
        endpoint.answers(
                DRAFT,
                calls("edit_plan", "{\"edits\":[{\"kind\":\"remove-step\",\"step\":\"contract-1\"}]}"),
                calls("edit_plan", "{\"edits\":[{\"kind\":\"remove-step\",\"step\":\"backfill-1\"}]}"),
                SUBMIT,
                DRAFT,
                SUBMIT);

        Desk desk = plan();

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(PlanFile.read(out.resolve("plan.yaml")).verdict()).isEqualTo(Verdict.Outcome.ACCEPTED);
        List<JsonNode> sent = endpoint.requests();
        assertThat(last(contents(sent.get(8), "tool"))).startsWith("REJECTED, ").contains("remedy: ", "backfill");
        assertThat(desk.err()).contains("rejected, ", "accepted");
    }

    @Test
    void aModelThatNeverRepairsGetsNoPlanAcceptedAndTheBestOneIsWrittenAsSuch() throws IOException {
        tell(LOOK);
        endpoint.answers(
                DRAFT,
                calls("edit_plan", "{\"edits\":[{\"kind\":\"remove-step\",\"step\":\"backfill-1\"}]}"),
                SUBMIT,
                SUBMIT);

        Desk desk = plan();

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.out()).contains("NOT ACCEPTED");
        assertThat(desk.err()).contains("not accepted: a plan that was rejected before was submitted again unchanged");
        assertThat(PlanFile.read(out.resolve("plan.yaml")).verdict()).isEqualTo(Verdict.Outcome.REJECTED);
    }

    @Test
    void malformedArgumentsAndUnknownToolsAreAnsweredAndWhatPassesIsWaitedFor() {
        endpoint.answers(
                calls("describe_schema", "{\"table\": \"own"),
                calls("drop_table", "{}"),
                error(429, "slow down", "rate_limit_exceeded").withHeader("retry-after-ms", "40"),
                error(500, "oops", ""),
                events(delta("{\"content\":\"I was about to s\"}")));
        tell(LOOK);
        endpoint.answers(DRAFT, SUBMIT);

        Desk desk = plan();

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err())
                .contains(
                        "(429): slow down; trying again in 0.0 s", "failed (500): oops", "in the middle of its reply");
        JsonNode last = last(endpoint.requests());
        assertThat(contents(last, "tool").get(0)).contains("the arguments are no JSON");
        assertThat(contents(last, "tool").get(1))
                .contains("There is no tool `drop_table`", "Offered are: describe_schema");
        assertThat(contents(last, "assistant")).noneMatch(text -> text.contains("about to s"));
        assertThat(last.at("/messages/2/tool_calls/0/function/arguments").asText())
                .isEqualTo("{}");
    }

    @Test
    void aBudgetEndsTheRun() {
        endpoint.answers(calls("describe_schema", "{\"table\":\"owners\"}"), calls("describe_schema", "{}"));

        Desk desk = plan("--max-steps", "2");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.err()).contains("no plan: the budget of steps is spent", "transcript: " + cache);
        assertThat(endpoint.requests()).hasSize(2);
        assertThat(last(contents(endpoint.requests().get(1), "user")))
                .startsWith("The budget of this session is nearly spent.");
    }

    @TestFactory
    Stream<DynamicTest> whenNoReplyCanBeHadThatIsSaidAndOnlyTheTranscriptStays() {
        return Stream.of(
                failing(
                        "401",
                        ExitCode.CALLER,
                        "refused the key (401): Incorrect API key: [redacted]",
                        "check OPENAI_API_KEY",
                        error(401, "Incorrect API key: " + KEY, "invalid_api_key")),
                failing(
                        "page",
                        ExitCode.CALLER,
                        "answered with an HTML page: is OPENAI_BASE_URL right?",
                        "/v1",
                        page(200)),
                failing(
                        "no tools",
                        ExitCode.CALLER,
                        "this endpoint or model does not do tool calls",
                        "calls tools",
                        error(400, "gemma:2b does not support tools", "")),
                failing(
                        "time-out",
                        ExitCode.FAILURE,
                        "did not answer in time",
                        "--max-seconds",
                        says("late").withFixedDelay(6_000),
                        "--max-seconds",
                        "2"));
    }

    private DynamicTest failing(
            String name, int code, String problem, String remedy, ResponseDefinitionBuilder answer, String... words) {
        return DynamicTest.dynamicTest(name, () -> {
            try (CannedEndpoint one = new CannedEndpoint().answers(answer)) {
                cache = folder.resolve("cache-" + name);

                Desk desk = run(one, words);

                assertThat(desk.exitCode()).as(desk.err()).isEqualTo(code);
                assertThat(desk.out()).isEmpty();
                assertThat(line(desk, "no plan: ")).contains(problem);
                assertThat(line(desk, "     try: ")).contains(remedy);
                assertThat(out).doesNotExist();
                try (Stream<Path> runs = Files.list(cache.resolve("runs"))) {
                    List<Path> kept = runs.toList();
                    assertThat(kept).hasSize(1);
                    assertThat(Files.readString(kept.get(0)))
                            .contains("\"outcome\":\"ModelFailed\"")
                            .doesNotContain(KEY);
                    assertThat(line(desk, "transcript: ")).endsWith(kept.get(0).toString());
                }
                assertThat(desk.err()).doesNotContain(KEY, "Exception", "\tat ");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsMissingIsSaidBeforeAnythingIsSent() {
        return Stream.of(
                missing("needs a key, and OPENAI_API_KEY is not set", Map.of(), "--model", "gpt-x"),
                missing("is no base URL", Map.of("OPENAI_BASE_URL", "localhost:11434"), "--model", "gpt-x"),
                missing(
                        "`strict` is nothing that an endpoint can do",
                        Map.of(),
                        "--model",
                        "gpt-x",
                        "--model-can",
                        "strict"),
                missing("`cheap` is no price", local(), "--model", "gpt-x", "--price", "cheap"),
                missing("without a price", local(), "--model", "gpt-x", "--max-cost", "2"),
                missing("a budget of 0 allows nothing", local(), "--model", "gpt-x", "--max-steps", "0"),
                missing("none is named", Map.of(), "--price", "1/2"),
                missing("the model has no name", local(), "--model", " "));
    }

    private static Map<String, String> local() {
        return Map.of("OPENAI_BASE_URL", "http://localhost:1/v1");
    }

    private DynamicTest missing(String problem, Map<String, String> environment, String... words) {
        return DynamicTest.dynamicTest(problem, () -> {
            Desk desk = run(environment, words);

            assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CALLER);
            assertThat(line(desk, "error: ")).contains(problem);
            assertThat(desk.err()).doesNotContain("learning the schema");
        });
    }

    private void tell(List<ResponseDefinitionBuilder> answers) {
        endpoint.answers(answers.toArray(ResponseDefinitionBuilder[]::new));
    }

    private Desk plan(String... words) {
        return run(endpoint, words);
    }

    private Desk run(CannedEndpoint one, String... words) {
        return run(
                one.environment(KEY),
                Stream.concat(Stream.of("--model", "test-model"), Stream.of(words))
                        .toArray(String[]::new));
    }

    private Desk run(Map<String, String> environment, String... words) {
        return ask(RENAME, environment, words);
    }

    private Desk ask(String request, Map<String, String> environment, String... words) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("COFFERDAM_CACHE", cache.toString());
        List<String> line = new ArrayList<>(List.of(
                "plan",
                "--no-rehearsal",
                request,
                "--repo",
                Path.of("../evals/examples/clinic").toString(),
                "--out",
                out.toString()));
        line.addAll(List.of(words));
        StringWriter said = new StringWriter();
        StringWriter progress = new StringWriter();
        Terminal terminal = new Terminal(
                new Screen(new PrintWriter(said), false, false),
                new Screen(new PrintWriter(progress), false, false),
                all);
        int code = Main.run(line, terminal);
        terminal.flush();
        return new Desk(code, said.toString(), progress.toString());
    }

    private String masked(String text) {
        return text.replace(endpoint.baseUrl(), "<endpoint>").replaceAll("\\d+\\.\\d s\\b", "0.0 s");
    }

    private static String line(Desk desk, String label) {
        return desk.err()
                .lines()
                .filter(line -> line.startsWith(label))
                .findFirst()
                .orElse("");
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
