package dev.cofferdam.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.core.http.Headers;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.SseException;
import dev.cofferdam.loop.ModelFault;
import dev.cofferdam.loop.Redaction;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Gives each thing that can go wrong in a call its name and its way out. */
final class CallErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 200;

    /** As Ollama, vLLM, llama.cpp and OpenRouter say it; none of them has a code for it. */
    private static final Pattern NO_TOOLS = Pattern.compile(
            "(?i)\\b(?:tools?|tool[ _-](?:choice|calls?|calling|use)|function[ _-]call\\w*)\\b"
                    + ".*\\b(?:not|no|without|requires?|unsupported|enable\\S*)\\b"
                    + "|\\b(?:not|no|without|unsupported)\\b.*\\b(?:tools?|tool[ _-](?:choice|calls?|calling|use)|function[ _-]call\\w*)\\b");

    private final String model;
    private final Endpoint endpoint;
    private final Redaction redaction;
    private final Clock clock;

    CallErrors(String model, Endpoint endpoint, Redaction redaction, Clock clock) {
        this.model = model;
        this.endpoint = endpoint;
        this.redaction = redaction;
        this.clock = clock;
    }

    /** @param begun whether a part of the reply had arrived */
    CallFailed of(RuntimeException failure, boolean begun) {
        if (failure instanceof CallFailed named) {
            return named;
        }
        if (Thread.currentThread().isInterrupted()) {
            return failed(ModelFault.INTERRUPTED, "the call of " + where() + " was stopped", "run it again", failure);
        }
        if (failure instanceof SseException event) {
            return failed(
                    begun ? ModelFault.DROPPED : ModelFault.SERVER_FAILED,
                    where() + " broke off its reply with an error"
                            + said(
                                    event.body().isMissing()
                                            ? ""
                                            : String.valueOf(event.body().convert(JsonNode.class))),
                    "try again later",
                    failure);
        }
        if (failure instanceof Refused refusal) {
            return ofStatus(refusal);
        }
        return failure instanceof OpenAIIoException ? ofConnection(failure, begun) : unreadable(failure);
    }

    /** What came in place of JSON or events was a page for a browser. */
    CallFailed page() {
        return new CallFailed(
                ModelFault.NO_ENDPOINT,
                endpoint.shown() + " answered with an HTML page: is " + Endpoint.BASE_URL + " right?",
                "set " + Endpoint.BASE_URL + " to the base URL of the API, which usually ends in /v1; a login page or a"
                        + " proxy in between answers like this too",
                Optional.empty(),
                Optional.empty());
    }

    CallFailed empty() {
        return failed(
                ModelFault.UNREADABLE,
                where() + " answered without any choice in its reply",
                "look into the server's log; it may have run out of memory",
                null);
    }

    CallFailed dropped() {
        return failed(
                ModelFault.DROPPED,
                "the connection to " + where() + " ended in the middle of its reply",
                "try again; if it stays so, a proxy in between may cut long answers",
                null);
    }

    CallFailed cutOff() {
        return failed(
                ModelFault.CUT_OFF,
                "the reply of " + where() + " was cut at the model's longest output",
                "choose a model with a longer output, or raise the limit in your server's settings",
                null);
    }

    CallFailed filtered() {
        return failed(
                ModelFault.FILTERED,
                "the content filter of " + where() + " held the reply back",
                "look for text in the repository that a filter may take offence at, or choose another model",
                null);
    }

    private CallFailed ofStatus(Refused refusal) {
        int status = refusal.status();
        if (NO_TOOLS.matcher(message(refusal.body())).find()
                && (status == 400 || status == 404 || status == 422 || status >= 500)) {
            return failed(
                    ModelFault.NO_TOOLS,
                    "this endpoint or model does not do tool calls: " + where() + " refused them" + said(refusal),
                    "choose a model that calls tools, or switch tool calls on in your server; without --model the playbook plans",
                    refusal);
        }
        if ((status == 404 || status == 405) && isPage(refusal.headers())) {
            return page();
        }
        return switch (status) {
            case 401 ->
                failed(
                        ModelFault.KEY_REFUSED,
                        where() + " refused the key (401)" + said(refusal),
                        endpoint.key().isPresent()
                                ? "check " + Endpoint.KEY + ": it must be a key of " + endpoint.shown() + "; "
                                        + Endpoint.BASE_URL + " says which endpoint that is"
                                : "set " + Endpoint.KEY + ": " + endpoint.shown() + " wants a key",
                        refusal);
            case 403 ->
                failed(
                        ModelFault.FORBIDDEN,
                        where() + " does not allow this (403)" + said(refusal),
                        "check that the key in " + Endpoint.KEY + " may use `" + model + "` from where you are",
                        refusal);
            case 404 ->
                failed(
                        ModelFault.NOT_FOUND,
                        where() + " was not found (404)" + said(refusal),
                        "check the name after --model, and that " + Endpoint.BASE_URL
                                + " ends where the API begins, usually in /v1",
                        refusal);
            case 429 -> ofTooMany(refusal);
            case 408, 409 ->
                failed(
                        ModelFault.BUSY,
                        where() + " could not take the request (" + status + ")" + said(refusal),
                        "try again later",
                        refusal);
            default ->
                status >= 500
                        ? failed(
                                ModelFault.SERVER_FAILED,
                                where() + " failed (" + status + ")" + said(refusal),
                                "try again later, or look into the server's log",
                                refusal)
                        : failed(
                                ModelFault.REQUEST_REFUSED,
                                where() + " did not take the request (" + status + ")" + said(refusal),
                                "if a parameter is refused, --model-can says what your endpoint can do; if the conversation is too"
                                        + " long, choose a model with a larger context",
                                refusal);
        };
    }

    private CallFailed ofTooMany(Refused refusal) {
        if (refusal.body().contains("insufficient_quota")) {
            return failed(
                    ModelFault.QUOTA_SPENT,
                    "the account of the key at " + where() + " has no quota left (429)" + said(refusal),
                    "add credit to the account, or use another key in " + Endpoint.KEY,
                    refusal);
        }
        return failed(
                ModelFault.BUSY,
                where() + " takes no more requests for now (429)" + said(refusal),
                "wait for the rate limit to pass, or use a smaller --max-tokens",
                refusal);
    }

    private CallFailed ofConnection(RuntimeException failure, boolean begun) {
        if (find(failure, InterruptedIOException.class).isPresent()) {
            return failed(
                    ModelFault.TIMED_OUT,
                    where() + " did not answer in time",
                    "try again, raise --max-seconds, or choose a faster model",
                    failure);
        }
        if (begun) {
            return dropped();
        }
        return failed(
                ModelFault.UNREACHABLE,
                where() + " cannot be reached: " + why(failure),
                "check the network and " + Endpoint.BASE_URL + "; for a server of your own, that it is running",
                failure);
    }

    private String why(RuntimeException failure) {
        if (find(failure, UnknownHostException.class).isPresent()) {
            return "no server of this name is known";
        }
        if (find(failure, ConnectException.class).isPresent()
                || find(failure, NoRouteToHostException.class).isPresent()) {
            return "nobody listens there";
        }
        return find(failure, SSLException.class)
                .map(secure -> "no secure connection could be made: " + quoted(String.valueOf(secure.getMessage())))
                .orElse("the connection broke before an answer came");
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return Optional.of(wanted.cast(cause));
            }
        }
        return Optional.empty();
    }

    private CallFailed unreadable(RuntimeException failure) {
        return failed(
                ModelFault.UNREADABLE,
                where() + " answered with something that is no reply (broken or truncated JSON)",
                "check that " + Endpoint.BASE_URL + " is an OpenAI-compatible API; look into the server's log",
                failure);
    }

    static boolean isPage(Headers headers) {
        return headers.values("content-type").stream().anyMatch(type -> type.startsWith("text/html"));
    }

    private CallFailed failed(ModelFault fault, String problem, String remedy, @Nullable RuntimeException cause) {
        return new CallFailed(
                fault,
                problem,
                remedy,
                cause instanceof Refused refusal ? RetryAfter.in(refusal.headers(), clock) : Optional.empty(),
                Optional.ofNullable(cause));
    }

    private String where() {
        return "`" + model + "` at " + endpoint.shown();
    }

    private String said(Refused refusal) {
        return said(refusal.body());
    }

    private String said(String body) {
        String message = quoted(message(body));
        return message.isEmpty() ? "" : ": " + message;
    }

    /** Others' words on our line: short, without secrets, without anything that a terminal would take for a command. */
    private String quoted(String words) {
        String line = redaction
                .redact(words)
                .replaceAll("[\\p{Cntrl}\\s\\u2028\\u2029]+", " ")
                .strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }

    /** OpenAI's {@code error.message}, or what other servers send in its place; nothing of a page. */
    private static String message(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return Stream.of(
                            json.at("/error/message"),
                            json.path("message"),
                            json.path("detail"),
                            json.path("error"),
                            json)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException e) {
            return body.stripLeading().startsWith("<") ? "" : body;
        }
    }
}
