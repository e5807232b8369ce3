package dev.cofferdam.cli;

import static dev.cofferdam.llm.CannedEndpoint.calls;
import static dev.cofferdam.llm.CannedEndpoint.contents;
import static dev.cofferdam.llm.CannedEndpoint.error;
import static dev.cofferdam.llm.CannedEndpoint.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.cofferdam.llm.CannedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations with a language model that says what the test wants, over the wire and streamed. */
@Tag("server")
final class ModelChatTest {
    private static final String KEY = "key-of-a-test-0815";
    private static final String RENAME = "rename owners.telephone to phone_number";
    private static final ResponseDefinitionBuilder SUBMIT = calls("submit_plan", "{}");
    private static final List<ResponseDefinitionBuilder> PLANS = List.of(
            calls("describe_schema", "{\"table\":\"owners\"}"),
            calls("find_usages", "{\"table\":\"owners\",\"column\":\"telephone\"}"),
            calls("count_rows", "{\"table\":\"owners\"}"),
            calls("estimate_backfill", "{\"table\":\"owners\"}"),
            calls("draft_phases", "{\"change\":\"" + RENAME + "\"}"),
            SUBMIT);

    @TempDir
    private Path folder;

    private final CannedEndpoint endpoint = new CannedEndpoint();
    private ChatRun chat;

    @BeforeEach
    void open() throws IOException {
        chat = ChatRun.over(SmallService.in(folder))
                .with("--model", "test-model", "--price", "2/0.5/8")
                .in(endpoint.environment(KEY));
    }

    @AfterEach
    void stopTheEndpoint() {
        endpoint.close();
    }

    private void tell(ResponseDefinitionBuilder... more) {
        endpoint.answers(PLANS.toArray(ResponseDefinitionBuilder[]::new)).answers(more);
    }

    @Test
    void aPlanIsMadeAskedAboutAndChangedInWords() throws IOException {
        tell(
                calls("read_plan", "{\"about\":\"after-cutover\"}"),
                says("**Nothing is lost.** ", "The trigger carries\nevery write back.\n"),
                calls("edit_plan", "{\"edits\":[{\"kind\":\"add-concern\",\"text\":\"deploys happen once a week\"}]}"),
                SUBMIT);

        Desk desk = chat.type(
                "please call the telephone of owners phone_number",
                "what if v1 is rolled back after cutover?",
                "we deploy once a week",
                "/diff");

        assertThat(desk.exitCode()).as(desk.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out())
                .contains(RENAME + "\n  accepted, proved by rules only, planned by test-model")
                .contains("**Nothing is lost.** The trigger carries\nevery write back.\n")
                .contains("+ unknown: deploys happen once a week");
        assertThat(desk.err())
                .contains(
                        "model test-model",
                        "✓ draft_phases " + RENAME,
                        "✓ read_plan after-cutover",
                        "✓ edit_plan add-concern")
                .containsPattern(
                        "test-model · 6,300 tokens \\(3,600 cached\\) · \\$0\\.\\d{4} of \\$0\\.\\d{4} so far · .* · accepted, by rules")
                .doesNotContain(KEY);
        List<JsonNode> sent = endpoint.requests();
        assertThat(contents(sent.get(0), "system"))
                .singleElement()
                .asString()
                .startsWith("You are the voice of Cofferdam")
                .contains("owners(id, telephone)");
        assertThat(contents(sent.get(7), "tool").get(6))
                .contains(
                        "after-cutover",
                        "Retreat",
                        "nothing: the trigger carried every write of clinic v1 to telephone");
        assertThat(sent).allSatisfy(request -> assertThat(request.toString()).doesNotContain(KEY));
        assertThat(contents(sent.get(9), "system")).isEqualTo(contents(sent.get(0), "system"));
    }

    @Test
    void aQuestionOfTheModelIsAQuestionToThePerson() {
        endpoint.answers(
                calls("ask_user", "{\"question\":\"Which new name shall it have?\"}"), says("Then phone it is."));

        Desk desk = chat.type("rename the telephone", "phone");

        assertThat(desk.out()).contains("? Which new name shall it have?", "Then phone it is.");
        assertThat(contents(endpoint.requests().get(1), "user")).containsExactly("rename the telephone", "phone");
    }

    @Test
    void aChangeThatWasNotSubmittedIsJudgedAllTheSame() {
        tell(
                calls(
                        "edit_plan",
                        "{\"edits\":[{\"kind\":\"add-concern\",\"text\":\"a nightly export reads owners\"}]}"),
                says("I noted the export."));

        Desk desk = chat.type("rename it", "there is a nightly export");

        assertThat(desk.out()).contains("I noted the export.", "+ unknown: a nightly export reads owners");
        assertThat(desk.err()).contains("by its rules; the plan was not submitted, so it was not played");
    }

    @Test
    void aKeyThatIsRefusedIsToldAndThePlaybookCanGoOn() {
        endpoint.answers(error(401, "Incorrect API key provided", "invalid_api_key"));

        Desk desk = chat.type("hello", "/model none", RENAME);

        assertThat(desk.out())
                .contains("✗ ", "→ ")
                .contains("the built-in playbook answers")
                .contains("planned by the playbook");
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void aCompactedConversationGoesOnFromWhatIsKnown() {
        tell(says("Five phases."), says("It was accepted."));

        Desk desk = chat.type(RENAME, "how many phases?", "/compact", "was it accepted?", "/undo", "/plan");

        JsonNode last = endpoint.requests().get(7);
        assertThat(desk.out()).contains("plan, facts and findings are kept", "taken back: was it accepted?");
        assertThat(contents(last, "tool")).isEmpty();
        assertThat(contents(last, "assistant")).isEmpty();
        assertThat(contents(last, "user").get(0))
                .contains(
                        "Change: " + RENAME,
                        "Verdict: ACCEPTED",
                        "- how many phases?",
                        "f1 describe_schema",
                        "expand-1:");
        assertThat(desk.out().substring(desk.out().indexOf("taken back"))).contains("accepted, proved by rules only");
    }

    @Test
    void theMoneyOfAConversationIsOneBudget() {
        endpoint.answers(says("Yes."));

        Desk desk = chat.with("--max-cost", "0.004").type("a?", "b?", "c?", "d?", "/budget cost 1", "e?");

        assertThat(endpoint.requests()).hasSize(4);
        assertThat(desk.out()).contains("The budget of money is spent", "of $1.00");
    }

    @Test
    void aResumedConversationIsSentAsItWasLeft() throws IOException {
        tell(says("Five phases."), says("As I said: five."));
        chat.type(RENAME, "how many phases?");

        Desk desk = chat.with("--resume").type("how many?", "/plan");

        List<JsonNode> sent = endpoint.requests();
        assertThat(contents(sent.get(7), "user")).containsExactly(RENAME, "how many phases?", "how many?");
        assertThat(contents(sent.get(7), "tool")).isEqualTo(contents(sent.get(6), "tool"));
        assertThat(desk.out()).contains("As I said: five.", "accepted, proved by rules only, planned by test-model");
        try (Stream<Path> all = Files.walk(folder.resolve("cache/chats"))) {
            assertThat(all.filter(Files::isRegularFile).toList())
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(KEY));
        }
    }
}
