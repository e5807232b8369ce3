package dev.cofferdam.review.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's REST API (version 2022-11-28): one request at a time, as GitHub asks of clients, obeying its limits. A request that changes something
 * is not repeated after an answer that leaves open whether it did; whoever asked for it looks first.
 */
public final class GitHubApi {
    /** So long a run may wait for a limit to pass, all in all; a job that sleeps costs money. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What GitHub Actions writes as. */
    private static final String ACTIONS = "github-actions[bot]";

    private static final int ATTEMPTS = 4;
    private static final int MOST_PAGES = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI root;
    private final String token;
    private final Clock clock;
    private final Pauses pauses;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private Duration waited = Duration.ZERO;
    private Optional<String> login = Optional.empty();

    /**
     * @param root {@code https://api.github.com}, or {@code https://HOST/api/v3} of an Enterprise server
     */
    public GitHubApi(URI root, String token, Clock clock, Pauses pauses) {
        this.root = URI.create(root.toString().replaceFirst("/+$", ""));
        this.token = token;
        this.clock = clock;
        this.pauses = pauses;
    }

    /** Whose comments are ours. The token of an Actions run may not ask who it is. */
    String login() {
        if (login.isEmpty()) {
            Answer user = get("/user");
            login = Optional.of(user.succeeded() ? user.body().path("login").asText(ACTIONS) : ACTIONS);
        }
        return login.get();
    }

    /** Asks for one thing. */
    Answer get(String path) {
        return send("GET", at(path), Optional.empty());
    }

    /** Asks for a list, page after page; the first answer that is none ends it. */
    List<JsonNode> list(String path) {
        List<JsonNode> all = new ArrayList<>();
        Optional<URI> page = Optional.of(at(path + (path.contains("?") ? "&" : "?") + "per_page=100"));
        for (int i = 0; i < MOST_PAGES && page.isPresent(); i++) {
            Answer answer = send("GET", page.get(), Optional.empty());
            if (!answer.succeeded()) {
                throw new GitHubUnavailable("GitHub does not list " + path + ": " + answer.said());
            }
            answer.body().forEach(all::add);
            page = answer.next();
        }
        return all;
    }

    /** Changes something. */
    Answer send(String method, String path, JsonNode body) {
        return send(method, at(path), Optional.of(body));
    }

    /** Takes something away. */
    Answer delete(String path) {
        return send("DELETE", at(path), Optional.empty());
    }

    private URI at(String path) {
        return URI.create(root + path);
    }

    private Answer send(String method, URI uri, Optional<JsonNode> body) {
        boolean repeatable = !method.equals("POST");
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> response;
            try {
                response = client.send(request(method, uri, body), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                if (!repeatable || attempt >= ATTEMPTS || !pause(backOff(attempt))) {
                    throw new GitHubUnavailable(
                            "GitHub cannot be reached at " + root.getHost() + ": " + e.getMessage(), e);
                }
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GitHubUnavailable("the talk with GitHub was interrupted", e);
            }
            Optional<Duration> wait = wait(response, repeatable, attempt);
            if (attempt >= ATTEMPTS || wait.isEmpty() || !pause(wait.get())) {
                return answer(response);
            }
        }
    }

    private HttpRequest request(String method, URI uri, Optional<JsonNode> body) {
        return HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "cofferdam")
                .header("Authorization", "Bearer " + token)
                .method(
                        method,
                        body.map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody))
                .build();
    }

    /** How long to wait before the same request again; empty when the answer stands. A limit was met before anything was done. */
    private Optional<Duration> wait(HttpResponse<String> response, boolean repeatable, int attempt) {
        HttpHeaders headers = response.headers();
        if (response.statusCode() == 429 || response.statusCode() == 403) {
            Optional<Duration> asked = headers.firstValue("retry-after").flatMap(GitHubApi::seconds);
            boolean spent = headers.firstValue("x-ratelimit-remaining")
                    .filter("0"::equals)
                    .isPresent();
            boolean secondary = response.body().contains("secondary rate limit");
            if (asked.isPresent()) {
                return asked;
            }
            if (spent) {
                return headers.firstValue("x-ratelimit-reset")
                        .flatMap(GitHubApi::seconds)
                        .map(reset -> reset.minusSeconds(clock.instant().getEpochSecond()))
                        .map(left -> left.isNegative() ? Duration.ofSeconds(1) : left);
            }
            return secondary || response.statusCode() == 429
                    ? Optional.of(Duration.ofSeconds(60L * attempt))
                    : Optional.empty();
        }
        return response.statusCode() >= 500 && repeatable ? Optional.of(backOff(attempt)) : Optional.empty();
    }

    private static Optional<Duration> seconds(String text) {
        return text.matches("\\d{1,11}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Duration backOff(int attempt) {
        return Duration.ofSeconds(1L << (attempt - 1));
    }

    /** Whether there was patience left for it. */
    private boolean pause(Duration time) {
        if (waited.plus(time).compareTo(PATIENCE) > 0) {
            return false;
        }
        waited = waited.plus(time);
        try {
            pauses.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitHubUnavailable("the talk with GitHub was interrupted", e);
        }
        return true;
    }

    private Answer answer(HttpResponse<String> response) {
        Optional<URI> next = response.headers()
                .firstValue("link")
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(match -> URI.create(match.group(1)))
                // The token goes to nobody else.
                .filter(uri -> root.getAuthority().equals(uri.getAuthority())
                        && root.getScheme().equals(uri.getScheme()));
        return new Answer(response.statusCode(), json(response.body()), next);
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
