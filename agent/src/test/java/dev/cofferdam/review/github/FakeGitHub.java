package dev.cofferdam.review.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A GitHub Enterprise server that answers what a test says, to a client that does not wait. */
final class FakeGitHub implements AutoCloseable {
    static final String HEAD = "b".repeat(40);
    static final String COMMENTS = "/api/v3/repos/acme/shop/issues/12/comments";
    static final PullRequest PULL = new PullRequest("acme/shop", 12, "a".repeat(40), HEAD);
    static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    final List<Duration> pauses = new ArrayList<>();

    FakeGitHub() {
        server.start();
        server.stubFor(
                get(urlPathEqualTo("/api/v3/user")).willReturn(aResponse().withStatus(403)));
        headIs(HEAD);
        comments();
    }

    GitHubApi api() {
        return new GitHubApi(
                URI.create(server.baseUrl() + "/api/v3/"),
                "token-of-a-test",
                Clock.fixed(NOW, ZoneOffset.UTC),
                pauses::add);
    }

    void headIs(String commit) {
        ObjectNode pull = JsonNodeFactory.instance.objectNode();
        pull.putObject("head").put("sha", commit);
        pull.putObject("base").put("sha", PULL.base());
        server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop/pulls/12")).willReturn(okJson(pull.toString())));
    }

    /** What the thread holds, on one page. */
    void comments(ObjectNode... comments) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        all.addAll(List.of(comments));
        server.stubFor(get(urlPathEqualTo(COMMENTS)).willReturn(okJson(all.toString())));
    }

    static ObjectNode comment(long id, String login, String body) {
        ObjectNode comment = JsonNodeFactory.instance.objectNode();
        comment.put("id", id).put("body", body);
        comment.putObject("user").put("login", login);
        return comment;
    }

    /** One of ours. */
    static ObjectNode own(long id, String head, String text) {
        return comment(id, "github-actions[bot]", Marker.of("all", head, text).above(text));
    }

    @Override
    public void close() {
        server.stop();
    }
}
