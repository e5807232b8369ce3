package dev.cofferdam.review.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cofferdam.domain.Digest;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.report.Markdown;
import dev.cofferdam.report.Words;
import dev.cofferdam.review.Review;
import dev.cofferdam.review.diff.ChangedFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Findings as review comments on the lines that the pull request wrote, each once, with the safe form as a suggested change where it is one. */
public final class InlineComments {
    private static final int MOST = 20;
    private static final Pattern MARKER = Pattern.compile("\\A<!-- cofferdam:finding ([0-9a-z:._-]+) -->");

    private final GitHubApi api;
    private final PullRequest pull;
    private final String prefix;

    /** @param prefix way from the repository's root to the folder that was reviewed */
    public InlineComments(GitHubApi api, PullRequest pull, String prefix) {
        this.api = api;
        this.pull = pull;
        this.prefix = prefix;
    }

    /** Writes those that are not there yet. */
    public Outcome write(Review review) {
        List<StatementFinding> wanted = review.checked().findings().stream()
                .filter(found -> found.finding().severity() != Severity.INFO && isOnChangedLine(found, review))
                .toList();
        if (wanted.isEmpty()) {
            return Outcome.NOTHING_TO_SAY;
        }
        Set<String> there = new HashSet<>();
        api.list(pull.path("/pulls/" + pull.number() + "/comments")).forEach(comment -> {
            Matcher marker = MARKER.matcher(comment.path("body").asText());
            boolean ours = comment.path("user").path("login").asText().equals(api.login());
            if (ours && marker.find()) {
                there.add(marker.group(1));
            }
        });
        List<StatementFinding> missing = wanted.stream()
                .filter(found -> !there.contains(id(found)))
                .limit(MOST)
                .toList();
        if (missing.isEmpty()) {
            return Outcome.UNCHANGED;
        }
        Answer answer = api.send("POST", pull.path("/pulls/" + pull.number() + "/reviews"), json(missing, review));
        if (answer.succeeded()) {
            return Outcome.WRITTEN;
        }
        return answer.refused() ? Outcome.NOT_ALLOWED : Outcome.REFUSED;
    }

    private static boolean isOnChangedLine(StatementFinding found, Review review) {
        return file(found, review)
                .filter(file -> file.wrote(found.place().line()))
                .isPresent();
    }

    private static Optional<ChangedFile> file(StatementFinding found, Review review) {
        return review.files().stream()
                .filter(file -> file.path().equals(found.place().file()))
                .findFirst();
    }

    /** The same wherever the statement stands in its file, so that a line above it makes no second comment. */
    private static String id(StatementFinding found) {
        String subject = found.finding().id().replaceFirst(".*:", "");
        return found.finding().rule() + ":"
                + Digest.of(found.place().file() + "\n" + found.statement() + "\n" + subject);
    }

    private ObjectNode json(List<StatementFinding> findings, Review review) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("commit_id", pull.head()).put("event", "COMMENT");
        ArrayNode comments = root.putArray("comments");
        findings.forEach(found -> {
            ObjectNode comment = comments.addObject();
            comment.put("path", prefix + found.place().file()).put("side", "RIGHT");
            int last = found.place().line() + lines(found) - 1;
            boolean whole = file(found, review).filter(file -> file.wrote(last)).isPresent();
            if (last > found.place().line() && whole) {
                comment.put("start_line", found.place().line())
                        .put("start_side", "RIGHT")
                        .put("line", last);
            } else {
                comment.put("line", found.place().line());
            }
            comment.put("body", body(found, whole));
        });
        return root;
    }

    private static int lines(StatementFinding found) {
        return Math.max(1, (int) found.statement().lines().count());
    }

    private static String body(StatementFinding found, boolean whole) {
        String head = "<!-- cofferdam:finding " + id(found) + " -->\n**"
                + Words.capital(Words.of(found.finding().severity()))
                + "** " + Markdown.code(found.finding().rule()) + ": "
                + Markdown.prose(found.finding().what()) + ".\n\n"
                + "**Instead:** " + Markdown.prose(found.finding().remedy()) + ".\n";
        return head
                + found.safeForm()
                        .map(form -> "\n" + (whole && fitsHere(found, form) ? suggestion(form) : sql(form)))
                        .orElse("");
    }

    /** A suggestion takes the place of whole lines, in the file and the transaction that the statement stands in. */
    private static boolean fitsHere(StatementFinding found, SafeForm form) {
        return !form.outsideTransaction() && form.statements().size() == 1 && found.column() == 1;
    }

    private static String suggestion(SafeForm form) {
        return Markdown.fence("suggestion", form.statements().get(0) + ";");
    }

    private static String sql(SafeForm form) {
        String how = form.outsideTransaction()
                ? "In a migration of its own that runs outside a transaction:\n\n"
                : "Each in a transaction of its own:\n\n";
        return how
                + Markdown.fence(
                        "sql",
                        form.statements().stream().map(each -> each + ";").collect(Collectors.joining("\n")));
    }
}
