package dev.cofferdam.llm;

import static dev.cofferdam.llm.CannedEndpoint.calls;
import static dev.cofferdam.llm.CannedEndpoint.delta;
import static dev.cofferdam.llm.CannedEndpoint.error;
import static dev.cofferdam.llm.CannedEndpoint.event;
import static dev.cofferdam.llm.CannedEndpoint.events;
import static dev.cofferdam.llm.CannedEndpoint.finish;
import static dev.cofferdam.llm.CannedEndpoint.json;
import static dev.cofferdam.llm.CannedEndpoint.page;
import static dev.cofferdam.llm.CannedEndpoint.says;
import static dev.cofferdam.llm.CannedEndpoint.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.cofferdam.loop.Charge;
import dev.cofferdam.loop.Entry;
import dev.cofferdam.loop.ModelFault;
import dev.cofferdam.loop.ModelUnavailable;
import dev.cofferdam.loop.Redaction;
import dev.cofferdam.loop.Reply;
import dev.cofferdam.loop.ToolCall;
import dev.cofferdam.loop.ToolSpec;
import dev.cofferdam.loop.Transcript;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What goes over the wire, what comes back, and what becomes of everything that can go wrong between the two. */
class LanguageModelTest {
    private static final String KEY = "key-of-a-test-4711";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);
    private static final ToolSpec COUNT = new ToolSpec("count_rows", "Counts rows.", json("""
                    {"type":"object","required":["table"],"additionalProperties":false,"properties":{
                      "table":{"type":"string","minLength":1},"page":{"type":"integer","minimum":1}}}"""), false);

    private final CannedEndpoint endpoint = new CannedEndpoint();
    private final Transcript transcript = Transcript.inMemory(
            new Entry.Session("s", "1", "test-model", "Plan with care.", new TreeMap<>()), CLOCK, Redaction.byShape());
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder heard = new StringBuilder();
    private Duration silence = Duration.ofSeconds(30);

    LanguageModelTest() {
        transcript.append(Entry.User.person("rename it"));
    }

    @AfterEach
    void stopTheEndpoint() {
        endpoint.close();
    }

    @Test
    void aStreamedCallIsPutTogetherAndCounted() {
        endpoint.answers(calls("count_rows", "{\"table\":\"owners\"}"));

        Reply reply = ask();

        assertThat(reply.calls()).containsExactly(new ToolCall("call_7", "count_rows", "{\"table\":\"owners\"}"));
        assertThat(reply.charge()).isEqualTo(new Charge(1000, 600, 50, 20, 2_500));
        assertThat(notes).isEmpty();
    }

    @Test
    void wordsAreHeardAsTheyCome() {
        endpoint.answers(says("It cannot ", "be done."));

        assertThat(ask().text()).isEqualTo("It cannot be done.");
        assertThat(heard).hasToString("It cannot be done.");
    }

    @Test
    void severalCallsOfOneReplyStayApartAlsoWhenAServerGivesThemAllTheIndexZero() {
        endpoint.answers(
                stream(
                        part(0, "a", "count_rows", "{\"table\":"),
                        part(1, "b", "describe_schema", "{}"),
                        part(0, "", "", "\"owners\"}"),
                        finish("tool_calls")),
                stream(part(0, "a", "count_rows", "{}"), part(0, "b", "describe_schema", "{}"), finish("stop")));

        assertThat(ask().calls())
                .containsExactly(
                        new ToolCall("a", "count_rows", "{\"table\":\"owners\"}"),
                        new ToolCall("b", "describe_schema", "{}"));
        assertThat(ask().calls())
                .containsExactly(new ToolCall("a", "count_rows", "{}"), new ToolCall("b", "describe_schema", "{}"));
    }

    @Test
    void theConversationIsSentAsItStandsInTheTranscript() {
        endpoint.answers(says("ok"));
        transcript.append(new Entry.Assistant(
                "I look.",
                List.of(new ToolCall("c1", "count_rows", "{\"table\":\"owners\"}"), new ToolCall("c2", "x", "{\"a"))));
        transcript.append(new Entry.Answered("c1", "count_rows", "12 rows", false, List.of()));
        transcript.append(new Entry.Answered("c2", "x", "There is no tool `x`.", true, List.of()));

        ask();

        JsonNode request = endpoint.requests().get(0);
        assertThat(request.path("model").asText()).isEqualTo("test-model");
        assertThat(request.path("stream").asBoolean()).isTrue();
        assertThat(request.path("messages").toString()).isEqualTo("""
                [{"content":"Plan with care.","role":"system"},{"content":"rename it","role":"user"},\
                {"role":"assistant","content":"I look.","tool_calls":[\
                {"id":"c1","function":{"arguments":"{\\"table\\":\\"owners\\"}","name":"count_rows"},"type":"function"},\
                {"id":"c2","function":{"arguments":"{}","name":"x"},"type":"function"}]},\
                {"content":"12 rows","role":"tool","tool_call_id":"c1"},\
                {"content":"There is no tool `x`.","role":"tool","tool_call_id":"c2"}]""");
        assertThat(endpoint.keys()).containsExactly("Bearer " + KEY);
        assertThat(request.toString()).doesNotContain(KEY);
    }

    @Test
    void anEndpointOfWhichNothingIsSaidIsSentTheLeast() {
        endpoint.answers(says("ok"));

        ask();

        JsonNode request = endpoint.requests().get(0);
        assertThat(request.has("stream_options")).isFalse();
        assertThat(request.has("parallel_tool_calls")).isFalse();
        JsonNode function = request.path("tools").path(0).path("function");
        assertThat(function.has("strict")).isFalse();
        assertThat(function.path("parameters")).isEqualTo(COUNT.parameters());
    }

    @Test
    void anEndpointThatCanDoMoreIsAskedForIt() {
        endpoint.answers(says("ok"));

        ask(Capabilities.OPENAI);

        JsonNode request = endpoint.requests().get(0);
        assertThat(request.path("stream_options").path("include_usage").asBoolean())
                .isTrue();
        assertThat(request.path("parallel_tool_calls").asBoolean()).isTrue();
        JsonNode function = request.path("tools").path(0).path("function");
        assertThat(function.path("strict").asBoolean()).isTrue();
        assertThat(function.path("parameters")).isEqualTo(json("""
                {"type":"object","additionalProperties":false,"required":["table","page"],"properties":{
                  "table":{"type":"string"},
                  "page":{"anyOf":[{"type":"integer","minimum":1},{"type":"null"}]}}}"""));
    }

    @Test
    void withoutATokenCountTheTextIsMeasuredAndThatIsSaidOnce() {
        endpoint.answers(events(delta("{\"content\":\"0123456789ab\"}") + finish("stop") + "data: [DONE]\n\n"));

        LanguageModel model = open(Capabilities.PLAIN);
        Charge first = model.reply(transcript, List.of(COUNT)).charge();
        model.reply(transcript, List.of(COUNT));
        model.close();

        assertThat(first.outputTokens()).isEqualTo(4);
        assertThat(first.inputTokens()).isBetween(30L, 400L);
        assertThat(notes).singleElement().asString().contains("every 3 characters");
    }

    @Test
    void aServerThatDoesNotStreamIsUnderstoodToo() {
        endpoint.answers(json(200, """
                {"id":"x","model":"test-model","choices":[{"index":0,"finish_reason":"tool_calls","message":{
                  "role":"assistant","content":null,"tool_calls":[
                    {"id":"k","type":"function","function":{"name":"count_rows","arguments":"{}"}}]}}],
                 "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}"""));

        Reply reply = ask();

        assertThat(reply.calls()).containsExactly(new ToolCall("k", "count_rows", "{}"));
        assertThat(reply.charge().tokens()).isEqualTo(10);
    }

    @Test
    void aRefusalIsWhatTheModelSays() {
        endpoint.answers(stream(delta("{\"refusal\":\"I will not.\"}"), finish("stop")));

        assertThat(ask().text()).isEqualTo("I will not.");
    }

    @Test
    void tooManyRequestsAreWaitedForAsLongAsTheEndpointAsks() {
        endpoint.answers(
                error(429, "slow down", "rate_limit_exceeded").withHeader("retry-after-ms", "1234"),
                error(429, "slow down", "rate_limit_exceeded").withHeader("Retry-After", "7"),
                error(429, "slow down", "rate_limit_exceeded")
                        .withHeader("Retry-After", "Thu, 26 Nov 2026 10:00:30 GMT"),
                says("ok"));

        assertThat(ask().text()).isEqualTo("ok");
        assertThat(pauses).containsExactly(Duration.ofMillis(1234), Duration.ofSeconds(7), Duration.ofSeconds(30));
        assertThat(notes).hasSize(3).allMatch(note -> note.contains("(429)") && note.contains("trying again in"));
        assertThat(endpoint.requests().stream().distinct())
                .as("the same request each time")
                .hasSize(1);
    }

    @Test
    void anEndpointThatFailsIsTriedAgainWithGrowingPauses() {
        endpoint.answers(error(500, "oops", ""), error(503, "overloaded", ""), error(409, "conflict", ""), says("ok"));

        assertThat(ask().text()).isEqualTo("ok");
        // Jitter of a half takes an eighth away.
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(438L, 875L, 1750L);
    }

    @Test
    void aReplyThatBreaksOffIsAskedForOnceMoreAndItsFirstHalfIsPaidButNotKept() {
        endpoint.answers(events(delta("{\"content\":\"half of a sen\"}")), says("The whole sentence."));

        Reply reply = ask();

        assertThat(reply.text()).isEqualTo("The whole sentence.");
        assertThat(reply.charge().inputTokens()).isGreaterThan(1000);
        assertThat(reply.charge().outputTokens()).isEqualTo(50 + 5);
        assertThat(endpoint.requests()).hasSize(2);
        assertThat(endpoint.requests().get(1)).isEqualTo(endpoint.requests().get(0));
    }

    @Test
    void aReplyThatBreaksOffTwiceIsGivenUpAndBothHalvesAreCounted() {
        endpoint.answers(events(delta("{\"content\":\"half of a sen\"}")));

        ModelUnavailable failure = failure(Capabilities.PLAIN);

        assertThat(failure.fault()).isEqualTo(ModelFault.DROPPED);
        assertThat(failure).hasMessageContaining("in the middle of its reply (2 tries)");
        assertThat(failure.charge().outputTokens()).isEqualTo(10);
    }

    @Test
    void aWaitThatTheTimeBudgetDoesNotHaveIsNotBegun() {
        endpoint.answers(error(429, "slow down", "").withHeader("retry-after", "50"));

        assertThat(failure(Capabilities.PLAIN).fault()).isEqualTo(ModelFault.BUSY);
        assertThat(pauses).isEmpty();
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void anInterruptStopsAStreamAndStaysSet() throws IOException {
        Thread here = Thread.currentThread();
        Thread impatient = new Thread(() -> {
            while (heard.isEmpty()) {
                Thread.onSpinWait();
            }
            here.interrupt();
        });
        try (HalfReply silent = new HalfReply(HalfReply.End.SILENCE);
                LanguageModel model = open(silent.baseUrl(), Capabilities.PLAIN)) {
            impatient.start();

            ModelUnavailable failure =
                    catchThrowableOfType(ModelUnavailable.class, () -> model.reply(transcript, List.of(COUNT)));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure.fault()).isEqualTo(ModelFault.INTERRUPTED);
            assertThat(pauses).isEmpty();
        }
    }

    @Test
    void aConnectionThatBreaksInTheMiddleOfAReplyIsTriedOnceMore() throws IOException {
        try (HalfReply broken = new HalfReply(HalfReply.End.BREAK)) {
            ModelUnavailable failure = failure(broken.baseUrl(), Capabilities.PLAIN);

            assertThat(failure.fault()).as(failure.getMessage()).isEqualTo(ModelFault.DROPPED);
            assertThat(failure.charge().outputTokens()).isPositive();
            assertThat(heard).hasToString("half half ");
        }
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsWaitedForOnceMore() {
        endpoint.answers(says("late").withFixedDelay(10_000));
        silence = Duration.ofMillis(300);

        ModelUnavailable failure = failure(Capabilities.PLAIN);

        assertThat(failure.fault()).isEqualTo(ModelFault.TIMED_OUT);
        assertThat(failure).hasMessageContaining("did not answer in time (2 tries)");
        assertThat(failure.remedy()).contains("--max-seconds");
    }

    @TestFactory
    Stream<DynamicTest> whatGoesWrongHasANameAndAWayOut() {
        String unreachable = "http://127.0.0.1:1/v1";
        return Stream.of(
                wrong(
                        "401",
                        ModelFault.KEY_REFUSED,
                        "refused the key (401): Incorrect key [redacted]",
                        "check OPENAI_API_KEY",
                        1,
                        error(401, "Incorrect key " + KEY, "invalid_api_key")),
                wrong(
                        "403",
                        ModelFault.FORBIDDEN,
                        "does not allow this (403): no access",
                        "OPENAI_API_KEY may use `test-model`",
                        1,
                        error(403, "no access", "")),
                wrong(
                        "404",
                        ModelFault.NOT_FOUND,
                        "`test-model` at http://localhost:PORT/v1 was not found (404)",
                        "--model",
                        1,
                        error(404, "The model `test-model` does not exist", "model_not_found")),
                wrong(
                        "404 page",
                        ModelFault.NO_ENDPOINT,
                        "HTML page: is OPENAI_BASE_URL right?",
                        "ends in /v1",
                        1,
                        page(404)),
                wrong(
                        "page",
                        ModelFault.NO_ENDPOINT,
                        "answered with an HTML page: is OPENAI_BASE_URL right?",
                        "ends in /v1",
                        1,
                        page(200)),
                wrong(
                        "429 for ever",
                        ModelFault.BUSY,
                        "takes no more requests for now (429): slow down (5 tries)",
                        "rate limit",
                        5,
                        error(429, "slow down", "rate_limit_exceeded")),
                wrong(
                        "429 with a long wait",
                        ModelFault.BUSY,
                        "it asks to wait 3600 s",
                        "rate limit",
                        1,
                        error(429, "slow down", "").withHeader("retry-after", "3600")),
                wrong(
                        "quota",
                        ModelFault.QUOTA_SPENT,
                        "has no quota left (429)",
                        "add credit",
                        1,
                        error(429, "You exceeded your current quota", "insufficient_quota")),
                wrong(
                        "500 for ever",
                        ModelFault.SERVER_FAILED,
                        "failed (500): oops (5 tries)",
                        "try again later",
                        5,
                        error(500, "oops", "")),
                wrong(
                        "Ollama without tools",
                        ModelFault.NO_TOOLS,
                        "this endpoint or model does not do tool calls",
                        "calls tools",
                        1,
                        error(400, "registry.ollama.ai/library/gemma:2b does not support tools", "")),
                wrong(
                        "vLLM without tools",
                        ModelFault.NO_TOOLS,
                        "does not do tool calls",
                        "switch tool calls on",
                        1,
                        json(
                                400,
                                "{\"object\":\"error\",\"message\":\"\\\"auto\\\" tool choice requires --enable-auto-tool-choice and"
                                        + " --tool-call-parser to be set\",\"code\":400}")),
                wrong(
                        "llama.cpp without tools",
                        ModelFault.NO_TOOLS,
                        "does not do tool calls",
                        "switch tool calls on",
                        1,
                        error(500, "tools param requires --jinja flag", "")),
                wrong(
                        "too long",
                        ModelFault.REQUEST_REFUSED,
                        "did not take the request (400): too long",
                        "larger context",
                        1,
                        error(400, "too long", "context_length_exceeded")),
                wrong(
                        "no choice",
                        ModelFault.UNREADABLE,
                        "without any choice",
                        "the server's log",
                        2,
                        json(200, "{\"id\":\"x\",\"choices\":[]}")),
                wrong(
                        "no choice in a stream",
                        ModelFault.UNREADABLE,
                        "without any choice",
                        "the server's log",
                        2,
                        stream()),
                wrong(
                        "truncated JSON",
                        ModelFault.UNREADABLE,
                        "broken or truncated JSON",
                        "OpenAI-compatible",
                        2,
                        json(200, "{\"id\":\"x\",\"choices\":[{\"index\":0,\"mess")),
                wrong(
                        "truncated event",
                        ModelFault.UNREADABLE,
                        "broken or truncated JSON",
                        "OpenAI-compatible",
                        2,
                        events("data: {\"id\":\"x\",\"choi\n\n")),
                wrong(
                        "error in a stream",
                        ModelFault.DROPPED,
                        "broke off its reply with an error: out of memory",
                        "try again",
                        2,
                        events(delta("{\"content\":\"a\"}")
                                + event("{\"error\":{\"message\":\"out of memory\",\"code\":500}}"))),
                wrong(
                        "cut off",
                        ModelFault.CUT_OFF,
                        "cut at the model's longest output",
                        "longer output",
                        1,
                        stream(delta("{\"content\":\"and so\"}"), finish("length"))),
                wrong(
                        "filtered",
                        ModelFault.FILTERED,
                        "content filter",
                        "another model",
                        1,
                        stream(delta("{\"content\":\"and so\"}"), finish("content_filter"))),
                wrong(
                        "reset",
                        ModelFault.UNREACHABLE,
                        "the connection broke before an answer came",
                        "network",
                        4,
                        says("one").withFault(Fault.CONNECTION_RESET_BY_PEER)),
                dynamicTest("nobody there", () -> {
                    ModelUnavailable failure = failure(unreachable, Capabilities.PLAIN);
                    assertThat(failure.fault()).isEqualTo(ModelFault.UNREACHABLE);
                    assertThat(failure).hasMessageContaining("nobody listens there (4 tries)");
                }));
    }

    private DynamicTest wrong(
            String name, ModelFault fault, String problem, String remedy, int tries, ResponseDefinitionBuilder answer) {
        return dynamicTest(name, () -> {
            try (CannedEndpoint one = new CannedEndpoint().answers(answer)) {
                ModelUnavailable failure = failure(one.baseUrl(), Capabilities.PLAIN);

                assertThat(failure.fault()).as(failure.getMessage()).isEqualTo(fault);
                assertThat(String.valueOf(failure.getMessage()).replaceAll("localhost:\\d+", "localhost:PORT"))
                        .contains(problem);
                assertThat(failure.remedy()).contains(remedy);
                assertThat(failure.getMessage() + failure.remedy()).doesNotContain(KEY, "<html", "\n");
                assertThat(one.requests()).hasSize(tries);
            }
        });
    }

    private Reply ask() {
        return ask(Capabilities.PLAIN);
    }

    private Reply ask(Capabilities capabilities) {
        try (LanguageModel model = open(capabilities)) {
            return model.reply(transcript, List.of(COUNT));
        }
    }

    private ModelUnavailable failure(Capabilities capabilities) {
        return failure(endpoint.baseUrl(), capabilities);
    }

    private ModelUnavailable failure(String url, Capabilities capabilities) {
        try (LanguageModel model = open(url, capabilities)) {
            return catchThrowableOfType(ModelUnavailable.class, () -> model.reply(transcript, List.of(COUNT)));
        }
    }

    private LanguageModel open(Capabilities capabilities) {
        return open(endpoint.baseUrl(), capabilities);
    }

    private LanguageModel open(String url, Capabilities capabilities) {
        return LanguageModel.open(
                "test-model",
                new Endpoint(URI.create(url), Optional.of(KEY), capabilities),
                Price.parse("2/0.5/28"),
                new LanguageModel.Surroundings(
                        CLOCK,
                        pauses::add,
                        () -> 0.5,
                        Redaction.knowing(List.of(KEY)),
                        new Patience(Duration.ofSeconds(20), silence, () -> Duration.ofSeconds(40)),
                        new Listening(notes, heard)));
    }

    private static String part(int index, String id, String name, String arguments) {
        return delta("{\"tool_calls\":[{\"index\":" + index + ",\"id\":" + CannedEndpoint.quoted(id)
                + ",\"type\":\"function\",\"function\":{\"name\":" + CannedEndpoint.quoted(name) + ",\"arguments\":"
                + CannedEndpoint.quoted(arguments) + "}}]}");
    }

    private record Listening(List<String> notes, StringBuilder heard) implements ModelWatcher {
        @Override
        public void text(String piece) {
            heard.append(piece);
        }

        @Override
        public void note(String words) {
            notes.add(words);
        }
    }
}
