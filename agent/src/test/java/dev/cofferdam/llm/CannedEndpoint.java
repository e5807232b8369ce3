package dev.cofferdam.llm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An endpoint that gives prepared answers, one after the other, and keeps what it was sent. The last answer is given for ever. */
public final class CannedEndpoint implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/v1/chat/completions";

    private final WireMockServer server = new WireMockServer(options().dynamicPort());
    private int answers;

    public CannedEndpoint() {
        server.start();
    }

    public String baseUrl() {
        return server.baseUrl() + "/v1";
    }

    /** Adds answers to those that are given. */
    public CannedEndpoint answers(ResponseDefinitionBuilder... more) {
        for (ResponseDefinitionBuilder answer : more) {
            String state = answers == 0 ? Scenario.STARTED : "answer " + answers;
            server.stubFor(post(urlEqualTo(PATH))
                    .inScenario("conversation")
                    .whenScenarioStateIs(state)
                    .willReturn(answer)
                    .willSetStateTo("answer " + (answers + 1)));
            server.stubFor(post(urlEqualTo(PATH))
                    .inScenario("conversation")
                    .whenScenarioStateIs("answer " + (answers + 1))
                    .willReturn(answer));
            answers++;
        }
        return this;
    }

    /** Bodies that it was sent, in order. */
    public List<JsonNode> requests() {
        List<JsonNode> bodies = new ArrayList<>();
        for (LoggedRequest request : server.findAll(postRequestedFor(urlEqualTo(PATH)))) {
            bodies.add(json(request.getBodyAsString()));
        }
        return bodies;
    }

    /** The {@code Authorization} headers that it was sent, in order. */
    public List<String> keys() {
        return server.findAll(postRequestedFor(urlEqualTo(PATH))).stream()
                .map(request -> request.getHeader("Authorization"))
                .toList();
    }

    /** A reply that calls one tool, streamed in pieces. */
    public static ResponseDefinitionBuilder calls(String tool, String arguments) {
        int half = arguments.length() / 2;
        return stream(
                delta("{\"role\":\"assistant\",\"content\":null}"),
                delta("{\"tool_calls\":[{\"index\":0,\"id\":\"call_7\",\"type\":\"function\",\"function\":{\"name\":"
                        + quoted(tool) + ",\"arguments\":\"\"}}]}"),
                delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"
                        + quoted(arguments.substring(0, half)) + "}}]}"),
                delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + quoted(arguments.substring(half))
                        + "}}]}"),
                finish("tool_calls"));
    }

    /** A reply of words alone. */
    public static ResponseDefinitionBuilder says(String... pieces) {
        List<String> events = new ArrayList<>();
        for (String piece : pieces) {
            events.add(delta("{\"content\":" + quoted(piece) + "}"));
        }
        events.add(finish("stop"));
        return stream(events.toArray(String[]::new));
    }

    /** These events, the token count and the mark of the end. */
    public static ResponseDefinitionBuilder stream(String... events) {
        return events(String.join("", events)
                + event("{\"id\":\"x\",\"model\":\"test-model\",\"choices\":[],\"usage\":{"
                        + "\"prompt_tokens\":1000,\"completion_tokens\":50,\"total_tokens\":1050,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":600},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":20}}}")
                + "data: [DONE]\n\n");
    }

    /** A stream with exactly this text. */
    public static ResponseDefinitionBuilder events(String body) {
        return aResponse().withHeader("Content-Type", "text/event-stream").withBody(body);
    }

    /** An answer that comes at once. */
    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** A refusal in OpenAI's form. */
    public static ResponseDefinitionBuilder error(int status, String message, String code) {
        return json(
                status,
                "{\"error\":{\"message\":" + quoted(message) + ",\"type\":\"some_error\",\"code\":" + quoted(code)
                        + "}}");
    }

    public static ResponseDefinitionBuilder page(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody("<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>");
    }

    public static String delta(String delta) {
        return event("{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"test-model\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":null}]}");
    }

    public static String finish(String reason) {
        return event("{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"test-model\","
                + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":" + quoted(reason) + "}]}");
    }

    public static String event(String data) {
        return "data: " + data + "\n\n";
    }

    public static String quoted(String text) {
        return JSON.getNodeFactory().textNode(text).toString();
    }

    /** The messages of a request with this role, as texts. */
    public static List<String> contents(JsonNode request, String role) {
        List<String> contents = new ArrayList<>();
        request.path("messages").forEach(message -> {
            if (message.path("role").asText().equals(role)) {
                contents.add(message.path("content").asText());
            }
        });
        return contents;
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** What a process would have that is to speak with it. */
    public Map<String, String> environment(String key) {
        return Map.of(Endpoint.BASE_URL, baseUrl(), Endpoint.KEY, key);
    }

    @Override
    public void close() {
        server.stop();
    }
}
