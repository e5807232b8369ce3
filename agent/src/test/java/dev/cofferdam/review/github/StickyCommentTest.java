package dev.cofferdam.review.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.cofferdam.review.github.FakeGitHub.COMMENTS;
import static dev.cofferdam.review.github.FakeGitHub.HEAD;
import static dev.cofferdam.review.github.FakeGitHub.comment;
import static dev.cofferdam.review.github.FakeGitHub.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.cofferdam.domain.UserError;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StickyCommentTest {
    private static final String OLD = "/api/v3/repos/acme/shop/issues/comments/7";
    private static final String OLD_HEAD = "c".repeat(40);

    private final FakeGitHub gitHub = new FakeGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private Outcome write(String text) {
        return new StickyComment(gitHub.api(), FakeGitHub.PULL, "all").write(characters -> text);
    }

    private void posting(int status) {
        gitHub.server.stubFor(
                post(urlPathEqualTo(COMMENTS)).willReturn(aResponse().withStatus(status)));
    }

    @Test
    void theFirstReviewIsANewCommentWithItsMarkerAndTheTokenInTheHeader() {
        posting(201);

        assertThat(write("two errors")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(postRequestedFor(urlPathEqualTo(COMMENTS))
                .withHeader("Authorization", equalTo("Bearer token-of-a-test"))
                .withRequestBody(matchingJsonPath(
                        "$.body", containing("<!-- cofferdam:review v1 key=all head=" + HEAD + " hash=")))
                .withRequestBody(matchingJsonPath("$.body", containing("\ntwo errors"))));
    }

    @Test
    void aLaterReviewAltersTheCommentInPlaceAlsoWhenItIsOnTheSecondPage() {
        gitHub.server.stubFor(get(urlEqualTo(COMMENTS + "?per_page=100"))
                .willReturn(okJson("[" + comment(1, "grace", "nice") + "]")
                        .withHeader(
                                "Link",
                                "<" + gitHub.server.baseUrl() + COMMENTS + "?per_page=100&page=2>; rel=\"next\"")));
        gitHub.server.stubFor(get(urlEqualTo(COMMENTS + "?per_page=100&page=2"))
                .willReturn(okJson("[" + own(7, OLD_HEAD, "two errors") + "]")));
        gitHub.server.stubFor(patch(urlPathEqualTo(OLD)).willReturn(okJson("{}")));

        assertThat(write("one error")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(patchRequestedFor(urlPathEqualTo(OLD))
                .withRequestBody(matchingJsonPath("$.body", containing("one error"))));
        gitHub.server.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void theNextPageIsNotAskedOfAnotherServer() {
        gitHub.server.stubFor(get(urlPathEqualTo(COMMENTS))
                .willReturn(okJson("[]").withHeader("Link", "<http://elsewhere.invalid/steal>; rel=\"next\"")));
        posting(201);

        assertThat(write("two errors")).isEqualTo(Outcome.WRITTEN);
    }

    @Test
    void equalContentIsNotWrittenAgain() {
        gitHub.comments(own(7, OLD_HEAD, "two errors"));

        assertThat(write("two errors")).isEqualTo(Outcome.UNCHANGED);
        gitHub.server.verify(0, patchRequestedFor(anyUrl()));
    }

    @Test
    void aMarkerThatSomebodyElsePastedMakesNoCommentOfOurs() {
        gitHub.comments(comment(
                7, "mallory", own(7, OLD_HEAD, "all is well").path("body").asText()));
        posting(201);

        assertThat(write("two errors")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(0, patchRequestedFor(anyUrl()));
        gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(COMMENTS)));
    }

    @Test
    void theCommentOfAnotherServiceOfTheRepositoryStays() {
        String text = "about billing";
        gitHub.comments(comment(
                7, "github-actions[bot]", Marker.of("billing/", OLD_HEAD, text).above(text)));
        posting(201);

        assertThat(write("two errors")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(0, patchRequestedFor(anyUrl()));
    }

    @Test
    void aReviewOfAnOlderCommitLeavesEverythingToTheNewerOne() {
        gitHub.comments(own(7, OLD_HEAD, "two errors"));
        gitHub.headIs("d".repeat(40));

        assertThat(write("one error")).isEqualTo(Outcome.OUTDATED);
        gitHub.server.verify(0, patchRequestedFor(anyUrl()));
    }

    @Test
    void whenThereIsNothingToSayAnOldCommentBecomesOneLineAndNoNewOneIsMade() {
        gitHub.server.stubFor(patch(urlPathEqualTo(OLD)).willReturn(okJson("{}")));

        assertThat(write("")).isEqualTo(Outcome.NOTHING_TO_SAY);
        gitHub.comments(own(7, OLD_HEAD, "two errors"));
        assertThat(write("")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(
                1,
                patchRequestedFor(urlPathEqualTo(OLD))
                        .withRequestBody(matchingJsonPath("$.body", containing("nothing to object to any more"))));
    }

    @Test
    void aCommentThatAPersonDeletedMeanwhileIsWrittenAnew() {
        gitHub.comments(own(7, OLD_HEAD, "two errors"));
        gitHub.server.stubFor(patch(urlPathEqualTo(OLD)).willReturn(aResponse().withStatus(404)));
        posting(201);

        assertThat(write("one error")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(COMMENTS)));
    }

    @Test
    void ofTwoRunsAtOnceOneCommentIsLeft() {
        gitHub.server.stubFor(get(urlPathEqualTo(COMMENTS))
                .inScenario("twins")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson("[]")));
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .inScenario("twins")
                .willSetStateTo("both wrote")
                .willReturn(created()));
        gitHub.server.stubFor(get(urlPathEqualTo(COMMENTS))
                .inScenario("twins")
                .whenScenarioStateIs("both wrote")
                .willReturn(okJson("[" + own(8, HEAD, "two errors") + "," + own(7, HEAD, "two errors") + "]")));
        gitHub.server.stubFor(delete(anyUrl()).willReturn(noContent()));

        assertThat(write("two errors")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(1, deleteRequestedFor(anyUrl()));
        gitHub.server.verify(deleteRequestedFor(urlPathEqualTo("/api/v3/repos/acme/shop/issues/comments/8")));
    }

    @Test
    void aTokenThatMayOnlyReadIsNoFailure() {
        posting(403);

        assertThat(write("two errors")).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(gitHub.pauses).isEmpty();
    }

    @Test
    void aTextThatGitHubFindsTooLongIsMadeShorterOnce() {
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .withRequestBody(matchingJsonPath("$.body", containing("long")))
                .willReturn(aResponse().withStatus(422)));
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .withRequestBody(matchingJsonPath("$.body", containing("short")))
                .willReturn(created()));

        Outcome outcome = new StickyComment(gitHub.api(), FakeGitHub.PULL, "all")
                .write(characters -> characters < StickyComment.MOST ? "short" : "long");

        assertThat(outcome).isEqualTo(Outcome.WRITTEN);
    }

    @Test
    void aRateLimitIsWaitedForAsLongAsGitHubSays() {
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .inScenario("limit")
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("one more")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "17")));
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .inScenario("limit")
                .whenScenarioStateIs("one more")
                .willSetStateTo("over")
                .willReturn(aResponse()
                        .withStatus(403)
                        .withHeader("x-ratelimit-remaining", "0")
                        .withHeader(
                                "x-ratelimit-reset",
                                String.valueOf(FakeGitHub.NOW.plusSeconds(40).getEpochSecond()))));
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .inScenario("limit")
                .whenScenarioStateIs("over")
                .willReturn(created()));

        assertThat(write("two errors")).isEqualTo(Outcome.WRITTEN);
        assertThat(gitHub.pauses).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(40));
    }

    @Test
    void aLimitThatLastsLongerThanAJobShouldIsNotWaitedFor() {
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .willReturn(aResponse().withStatus(403).withHeader("Retry-After", "3600")));

        assertThat(write("two errors")).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(gitHub.pauses).isEmpty();
    }

    @Test
    void aCommentThatMayHaveBeenWrittenIsLookedForBeforeItIsWrittenAgain() {
        gitHub.server.stubFor(get(urlPathEqualTo(COMMENTS))
                .inScenario("lost")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson("[]")));
        gitHub.server.stubFor(post(urlPathEqualTo(COMMENTS))
                .inScenario("lost")
                .willSetStateTo("it was written")
                .willReturn(aResponse().withStatus(502)));
        gitHub.server.stubFor(get(urlPathEqualTo(COMMENTS))
                .inScenario("lost")
                .whenScenarioStateIs("it was written")
                .willReturn(okJson("[" + own(7, HEAD, "two errors") + "]")));

        assertThat(write("two errors")).isEqualTo(Outcome.WRITTEN);
        gitHub.server.verify(1, postRequestedFor(urlPathEqualTo(COMMENTS)));
    }

    @Test
    void aServerInTroubleIsAskedAgainAndThenNamed() {
        gitHub.server.stubFor(
                get(urlPathEqualTo(COMMENTS)).willReturn(aResponse().withStatus(503)));

        assertThatThrownBy(() -> write("two errors"))
                .isInstanceOf(GitHubUnavailable.class)
                .hasMessageContaining("503");
        assertThat(gitHub.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void aPullRequestThatIsNotThereIsTheCallersToMend() {
        gitHub.server.stubFor(get(urlPathEqualTo("/api/v3/repos/acme/shop/pulls/12"))
                .willReturn(aResponse().withStatus(404)));

        assertThatThrownBy(() -> PullRequest.find(gitHub.api(), PullRequest.Name.parse("acme/shop#12")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("acme/shop#12");
    }
}
