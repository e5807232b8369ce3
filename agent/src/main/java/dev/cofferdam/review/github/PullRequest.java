package dev.cofferdam.review.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.domain.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pull request as it is now.
 *
 * @param repository {@code owner/name}
 * @param base the commit of the base branch
 * @param head the newest commit of the pull request
 */
public record PullRequest(String repository, int number, String base, String head) {
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+)#(\\d{1,9})");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

    /** A name such as {@code apache/fineract#12}. */
    public record Name(String repository, int number) {
        /** Reads a name. */
        public static Name parse(String text) {
            Matcher name = NAME.matcher(text);
            if (!name.matches()) {
                throw new UserError(
                        "`" + text + "` names no pull request",
                        "--github",
                        "write OWNER/REPO#NUMBER, such as acme/shop#12");
            }
            return new Name(name.group(1), Integer.parseInt(name.group(2)));
        }
    }

    /**
     * Asks GitHub.
     *
     * @throws UserError when there is no such pull request, or the token may not see it
     */
    public static PullRequest find(GitHubApi api, Name name) {
        Answer answer = api.get("/repos/" + name.repository() + "/pulls/" + name.number());
        if (answer.refused()) {
            throw new UserError(
                    "GitHub shows no pull request " + name.repository() + "#" + name.number() + " to this token ("
                            + answer.said() + ")",
                    "GITHUB_TOKEN",
                    "check the number, and that the token may read pull requests of this repository");
        }
        if (!answer.succeeded()) {
            throw new GitHubUnavailable("GitHub does not show the pull request: " + answer.said());
        }
        return new PullRequest(
                name.repository(), name.number(), commit(answer.body(), "base"), commit(answer.body(), "head"));
    }

    private static String commit(JsonNode body, String end) {
        String sha = body.path(end).path("sha").asText();
        if (!COMMIT.matcher(sha).matches()) {
            throw new GitHubUnavailable("GitHub does not say which commit the " + end + " of the pull request is");
        }
        return sha;
    }

    /** The path of a resource of its repository. */
    String path(String rest) {
        return "/repos/" + repository + rest;
    }
}
