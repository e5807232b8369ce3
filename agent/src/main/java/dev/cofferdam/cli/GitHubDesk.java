package dev.cofferdam.cli;

import dev.cofferdam.domain.Place;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.comment.CommentMarkdown;
import dev.cofferdam.review.comment.Links;
import dev.cofferdam.review.comment.ReviewWords;
import dev.cofferdam.review.github.CheckRun;
import dev.cofferdam.review.github.GitHubApi;
import dev.cofferdam.review.github.InlineComments;
import dev.cofferdam.review.github.Outcome;
import dev.cofferdam.review.github.PullRequest;
import dev.cofferdam.review.github.StickyComment;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Shows a review at a pull request, and says what could not be shown.
 *
 * @param server where the code can be read in a browser
 */
record GitHubDesk(Terminal terminal, GitHubApi api, PullRequest pull, String server, boolean inline, boolean checkRun) {
    /** A step's summary may have a mebibyte. */
    private static final int MOST_SUMMARY = 1_000_000;

    Links links(String prefix) {
        String root = server.replaceFirst("/+$", "") + "/" + pull.repository() + "/blob/";
        return new Links(
                place -> Optional.of(address(root + pull.base() + "/", prefix, place)),
                place -> Optional.of(address(root + pull.head() + "/", prefix, place)));
    }

    private static String address(String root, String prefix, Place place) {
        try {
            String path = new URI(null, null, "/" + prefix + place.file(), null).toASCIIString();
            // What Markdown would take for the end of the address.
            return root + path.substring(1).replace("(", "%28").replace(")", "%29") + "#L" + place.line();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("every path can be written as a URI: " + place.file(), e);
        }
    }

    /** The comment, the comments on lines, the check run and the job's summary. */
    void publish(Review review, String prefix, boolean passes, boolean kept) {
        Links links = links(prefix);
        String whole = kept
                ? "the whole review is in the artifact of this run, and in its summary"
                : "the whole review is in the summary of this run";
        summarize(CommentMarkdown.within(MOST_SUMMARY, whole, review, links));
        String key = prefix.isEmpty() ? "all" : prefix;
        tell(
                "comment",
                new StickyComment(api, pull, key)
                        .write(characters -> CommentMarkdown.within(characters, whole, review, links)));
        if (inline) {
            tell("comments on changed lines", new InlineComments(api, pull, prefix).write(review));
        }
        if (checkRun) {
            String summary = CommentMarkdown.within(StickyComment.MOST, whole, review, links);
            tell(
                    "check run",
                    new CheckRun(api, pull, prefix)
                            .write(
                                    review,
                                    passes,
                                    ReviewWords.headline(review),
                                    summary.isEmpty() ? "Nothing to say." : summary));
        }
    }

    private void tell(String what, Outcome outcome) {
        terminal.err().text().println(what + ": " + outcome.words());
    }

    private void summarize(String text) {
        String file = terminal.environment().getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (file.isEmpty() || text.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file), text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            terminal.err().text().println("the job's summary cannot be written: " + e.getMessage());
        }
    }
}
