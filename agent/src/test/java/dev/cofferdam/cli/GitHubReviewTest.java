package dev.cofferdam.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A review of a pull request, from the command line to the requests that GitHub gets. */
final class GitHubReviewTest {
    private static final String REPOSITORY = "/api/v3/repos/acme/clinic";
    private static final String COMMENTS = REPOSITORY + "/issues/5/comments";
    private static final String REVIEWS = REPOSITORY + "/pulls/5/reviews";

    private final WireMockServer gitHub =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @TempDir
    private Path folder;

    private Branch branch;

    @BeforeEach
    void aPullRequestWithARenameAndAnIndex() throws IOException {
        branch = Branch.in(folder)
                .migrate("V2__phone.sql", "ALTER TABLE owners RENAME COLUMN telephone TO phone_number;\n")
                .migrate("V3__index.sql", "CREATE INDEX pets_name\n    ON pets (name);\n")
                .commit("rename");
        gitHub.start();
        gitHub.stubFor(get(anyUrl()).willReturn(okJson("[]")));
        gitHub.stubFor(
                get(urlPathEqualTo("/api/v3/user")).willReturn(aResponse().withStatus(403)));
        gitHub.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/5"))
                .willReturn(okJson("{\"base\":{\"sha\":\"" + branch.git("rev-parse", "main")
                        + "\"},\"head\":{\"sha\":\"" + branch.git("rev-parse", "feature") + "\"}}")));
        gitHub.stubFor(
                post(urlPathMatching(REPOSITORY + "/.*")).willReturn(created().withBody("{\"id\": 99}")));
    }

    @AfterEach
    void stop() {
        gitHub.stop();
    }

    private Desk review(String... words) {
        List<String> line = new ArrayList<>(List.of(
                "review",
                "--github",
                "acme/clinic#5",
                "--repo",
                branch.service().root().toString()));
        line.addAll(List.of(words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new Screen(new PrintWriter(out), false, false),
                new Screen(new PrintWriter(err), false, false),
                Map.of(
                        "GITHUB_TOKEN",
                        "token-of-a-test",
                        "GITHUB_API_URL",
                        gitHub.baseUrl() + "/api/v3",
                        "GITHUB_SERVER_URL",
                        "https://git.example.org",
                        "GITHUB_STEP_SUMMARY",
                        folder.resolve("summary.md").toString()));
        int code = Main.run(line, terminal);
        terminal.flush();
        return new Desk(code, out.toString(), err.toString());
    }

    private JsonNode sent(String path) throws IOException {
        return new ObjectMapper()
                .readTree(gitHub.findAll(postRequestedFor(urlPathEqualTo(path)))
                        .get(0)
                        .getBodyAsString());
    }

    @Test
    void theCommentTheSummaryAndTheCheckRunSayTheSame() throws IOException {
        Desk desk = review("--check-run");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.err()).contains("comment: written", "comments on changed lines: written", "check run: written");
        assertThat(sent(COMMENTS).path("body").asText())
                .startsWith("<!-- cofferdam:review v1 key=all head=")
                .contains(
                        "## Cofferdam: this change breaks the version that is running",
                        "[`Owner.java:15`](https://git.example.org/acme/clinic/blob/" + branch.git("rev-parse", "main")
                                + "/src/main/java/clinic/Owner.java#L15)");
        assertThat(folder.resolve("summary.md")).content().contains("## Cofferdam: this change breaks");
        JsonNode check = sent(REPOSITORY + "/check-runs");
        assertThat(check.path("conclusion").asText()).isEqualTo("failure");
        assertThat(check.path("output").path("annotations").findValuesAsText("title"))
                .contains("column-rename", "index-create-blocking");
    }

    @Test
    void findingsStandOnTheLinesThatThePullRequestWrote() throws IOException {
        review();

        JsonNode comments = sent(REVIEWS).path("comments");
        assertThat(comments.findValuesAsText("path"))
                .contains(
                        "src/main/resources/db/migration/V2__phone.sql",
                        "src/main/resources/db/migration/V3__index.sql");
        assertThat(comments).anySatisfy(comment -> {
            assertThat(comment.path("body").asText()).contains("`index-create-blocking`", "CREATE INDEX CONCURRENTLY");
            assertThat(comment.path("start_line").asInt()).isEqualTo(1);
            assertThat(comment.path("line").asInt()).isEqualTo(2);
        });
    }

    @Test
    void aLineThatHasItsCommentGetsNoSecondOne() throws IOException {
        review();
        JsonNode there = sent(REVIEWS).path("comments");
        commentsAre(there, "mallory");
        gitHub.resetRequests();
        assertThat(review().err()).contains("comments on changed lines: written");

        commentsAre(there, "github-actions[bot]");
        gitHub.resetRequests();
        assertThat(review().err()).contains("comments on changed lines: says the same already");
        gitHub.verify(0, postRequestedFor(urlPathEqualTo(REVIEWS)));
    }

    /** What stands on the changed lines, and who wrote it. */
    private void commentsAre(JsonNode comments, String login) {
        comments.forEach(comment -> ((ObjectNode) comment).putObject("user").put("login", login));
        gitHub.stubFor(get(urlPathEqualTo(REPOSITORY + "/pulls/5/comments")).willReturn(okJson(comments.toString())));
    }

    @Test
    void aTokenThatMayOnlyReadCostsTheCommentAndNotTheReview() throws IOException {
        gitHub.stubFor(
                post(urlPathMatching(REPOSITORY + "/.*")).willReturn(aResponse().withStatus(403)));

        Desk desk = review("--check-run", "--format", "github");

        assertThat(desk.exitCode()).isEqualTo(ExitCode.FINDINGS);
        assertThat(desk.err()).contains("comment: not allowed to this token", "check run: not allowed to this token");
        assertThat(desk.out()).contains("::error file=src/main/resources/db/migration/V2__phone.sql,line=1");
        assertThat(folder.resolve("summary.md")).content().contains("## Cofferdam:");
    }

    @Test
    void whatARunWithoutRightsHandedOverIsRenderedAnew() throws IOException {
        Path out = folder.resolve("out");
        gitHub.stubFor(
                post(urlPathMatching(REPOSITORY + "/.*")).willReturn(aResponse().withStatus(403)));
        String seen = review("--out", out.toString(), "--format", "md").out();
        gitHub.stubFor(post(urlPathMatching(REPOSITORY + "/.*")).willReturn(created()));
        gitHub.resetRequests();

        Desk desk = review("--from", out.resolve("review.json").toString());

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.out()).isEqualTo(seen);
        assertThat(sent(COMMENTS).path("body").asText()).contains("### The safe way to rename owners.telephone");
    }

    @Test
    void whatDoesNotFitTheSchemaIsNotShown() throws IOException {
        Path out = folder.resolve("out");
        review("--out", out.toString());
        String good = Files.readString(out.resolve("review.json"));
        gitHub.resetRequests();
        Map<String, String> forged = Map.of(
                good.replaceFirst("\\{", "{ \"html\": \"<img>\","),
                "has a field that is not known",
                good.replaceFirst("\"severity\" : \"ERROR\"", "\"severity\" : \"NONE\""),
                "$.findings[0].severity is none of",
                good.replaceFirst("\"file\" : \"src", "\"file\" : \"../src"),
                ".file is not of the form",
                good.replaceFirst("\"head\" : \"[0-9a-f]{40}\"", "\"head\" : \"" + "f".repeat(40) + "\""),
                "is a review of another commit",
                "[]",
                "is no object");

        forged.forEach((text, why) -> {
            Path file = write(text);
            Desk desk = review("--from", file.toString());
            assertThat(desk.exitCode()).as(why).isEqualTo(ExitCode.CALLER);
            assertThat(desk.err()).contains(why);
        });
        gitHub.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aRunWithoutATokenSaysWhichVariableIsMissing() {
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new Screen(new PrintWriter(new StringWriter()), false, false),
                new Screen(new PrintWriter(err), false, false),
                Map.of());

        assertThat(Main.run(List.of("review", "--github", "acme/clinic#5"), terminal))
                .isEqualTo(ExitCode.CALLER);
        assertThat(err.toString()).contains("GITHUB_TOKEN");
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("forged.json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
