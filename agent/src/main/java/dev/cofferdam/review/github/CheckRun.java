package dev.cofferdam.review.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.review.Review;
import java.util.List;

/** The review as a check run of the commit, whose conclusion can be made a condition of the merge. */
public final class CheckRun {
    /** GitHub takes so many annotations in one request. */
    private static final int ANNOTATIONS = 50;

    private static final int MOST = 500;

    private final GitHubApi api;
    private final PullRequest pull;
    private final String prefix;

    /** @param prefix way from the repository's root to the folder that was reviewed */
    public CheckRun(GitHubApi api, PullRequest pull, String prefix) {
        this.api = api;
        this.pull = pull;
        this.prefix = prefix;
    }

    /**
     * Writes it.
     *
     * @param passes as the exit code says
     * @param summary Markdown, at most 65,535 characters
     */
    public Outcome write(Review review, boolean passes, String title, String summary) {
        List<StatementFinding> findings =
                review.checked().findings().stream().limit(MOST).toList();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("name", "Cofferdam").put("head_sha", pull.head()).put("status", "completed");
        root.put("conclusion", passes ? "success" : "failure");
        root.set(
                "output",
                output(title, summary, findings.stream().limit(ANNOTATIONS).toList()));
        Answer made = api.send("POST", pull.path("/check-runs"), root);
        if (!made.succeeded()) {
            return made.refused() ? Outcome.NOT_ALLOWED : Outcome.REFUSED;
        }
        String path = pull.path("/check-runs/" + made.body().path("id").asLong());
        for (int at = ANNOTATIONS; at < findings.size(); at += ANNOTATIONS) {
            ObjectNode more = JsonNodeFactory.instance.objectNode();
            more.set(
                    "output",
                    output(title, summary, findings.subList(at, Math.min(at + ANNOTATIONS, findings.size()))));
            if (!api.send("PATCH", path, more).succeeded()) {
                return Outcome.REFUSED;
            }
        }
        return Outcome.WRITTEN;
    }

    private ObjectNode output(String title, String summary, List<StatementFinding> findings) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.put("title", title).put("summary", summary);
        ArrayNode annotations = output.putArray("annotations");
        findings.forEach(found -> annotations
                .addObject()
                .put("path", prefix + found.place().file())
                .put("start_line", found.place().line())
                .put("end_line", found.place().line())
                .put("annotation_level", level(found.finding().severity()))
                .put("title", found.finding().rule())
                .put(
                        "message",
                        found.finding().what() + "\nInstead: " + found.finding().remedy()));
        return output;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "failure";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }
}
