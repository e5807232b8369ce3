package dev.cofferdam.cli;

import dev.cofferdam.domain.UserError;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.github.GitHubApi;
import dev.cofferdam.review.github.PullRequest;
import dev.cofferdam.review.handover.ReviewFileReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which pull request a review is for, and what is shown there. */
final class GitHubOptions {
    @Option(
            names = "--github",
            paramLabel = "OWNER/REPO#N",
            description = "the pull request to review and to comment on; base and head are its own")
    private Optional<String> pullRequest = Optional.empty();

    @Option(names = "--no-inline", description = "with --github: no comments on changed lines")
    private boolean withoutInline;

    @Option(names = "--check-run", description = "with --github: also a check run of the commit")
    private boolean checkRun;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "with --github: show this review.json, which a run without rights wrote with --out, and read no"
                            + " code")
    private Optional<Path> from = Optional.empty();

    /** The review that was handed over; about the pull request's newest commit, or it is not shown. */
    Optional<Review> handedOver(PullRequest pull) {
        return from.map(file -> {
            Review review = ReviewFileReader.read(text(file), file.toString());
            if (!review.commits().head().equals(Optional.of(pull.head()))) {
                throw new UserError(
                        "`" + file + "` is a review of another commit than " + pull.head(),
                        "--from",
                        "let the run of the newest commit hand over its own");
            }
            return review;
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserError("`" + file + "` cannot be read", "--from", "name the review.json of the other run");
        }
    }

    /** The service as plans call it; empty when no pull request is named. */
    Optional<String> service() {
        return pullRequest.map(name -> PullRequest.Name.parse(name).repository().replaceFirst(".*/", ""));
    }

    /** Where the pull request is; asks GitHub what its commits are. */
    Optional<GitHubDesk> desk(Terminal terminal, Clock clock) {
        return pullRequest.map(PullRequest.Name::parse).map(name -> {
            Map<String, String> environment = terminal.environment();
            String token = environment.getOrDefault("GITHUB_TOKEN", "");
            if (token.isBlank()) {
                throw new UserError(
                        "there is no token to speak to GitHub with",
                        "GITHUB_TOKEN",
                        "set it to a token that may read the repository and write pull requests");
            }
            GitHubApi api = new GitHubApi(
                    address(environment, "GITHUB_API_URL", "https://api.github.com"),
                    token,
                    clock,
                    time -> Thread.sleep(time.toMillis()));
            URI server = address(environment, "GITHUB_SERVER_URL", "https://github.com");
            return new GitHubDesk(
                    terminal, api, PullRequest.find(api, name), server.toString(), !withoutInline, checkRun);
        });
    }

    private static URI address(Map<String, String> environment, String variable, String usual) {
        String given = environment.getOrDefault(variable, "");
        String address = given.isBlank() ? usual : given;
        if (!address.matches("https?://[A-Za-z0-9.-]+(?::\\d{1,5})?(?:/[\\w./-]*)?")) {
            throw new UserError("`" + address + "` is no address of a server", variable, "set it to such as " + usual);
        }
        return URI.create(address);
    }
}
