package dev.cofferdam.review.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Our one comment on a pull request: found by its marker and its author, and altered in place. */
public final class StickyComment {
    /** GitHub takes 65,536 characters; the marker and a count of other units want room. */
    public static final int MOST = 65_000;

    private static final String SETTLED = "Cofferdam has nothing to object to any more.\n";

    private final GitHubApi api;
    private final PullRequest pull;
    private final String key;

    /**
     * @param key tells this comment from those about other services of the repository
     */
    public StickyComment(GitHubApi api, PullRequest pull, String key) {
        this.api = api;
        this.pull = pull;
        this.key = key;
    }

    /** A comment that is there. */
    private record Own(long id, Marker marker) {}

    /**
     * Writes, unless the same is there or a newer commit is.
     *
     * @param within gives the text in so many characters; empty when there is nothing to say
     */
    public Outcome write(IntFunction<String> within) {
        String text = within.apply(MOST);
        List<Own> before = own();
        Optional<String> wanted = text.isEmpty() ? before.stream().findFirst().map(any -> SETTLED) : Optional.of(text);
        if (wanted.isEmpty()) {
            return Outcome.NOTHING_TO_SAY;
        }
        if (!isNewest()) {
            return Outcome.OUTDATED;
        }
        Outcome outcome = write(before, wanted.get());
        return outcome == Outcome.REFUSED && !text.isEmpty() ? write(own(), within.apply(MOST / 2)) : outcome;
    }

    private boolean isNewest() {
        return PullRequest.find(api, new PullRequest.Name(pull.repository(), pull.number()))
                .head()
                .equals(pull.head());
    }

    private Outcome write(List<Own> before, String text) {
        Marker marker = Marker.of(key, pull.head(), text);
        String body = marker.above(text);
        if (before.isEmpty()) {
            return create(body);
        }
        Own first = before.get(0);
        before.stream().skip(1).forEach(twin -> api.delete(pull.path("/issues/comments/" + twin.id())));
        if (first.marker().hash().equals(marker.hash())) {
            return Outcome.UNCHANGED;
        }
        Answer answer = api.send("PATCH", pull.path("/issues/comments/" + first.id()), json(body));
        // Somebody deleted it since it was listed.
        return answer.status() == 404 ? create(body) : outcome(answer);
    }

    private Outcome create(String body) {
        String path = pull.path("/issues/" + pull.number() + "/comments");
        Answer answer;
        try {
            answer = api.send("POST", path, json(body));
        } catch (GitHubUnavailable lost) {
            // It may have been written all the same.
            if (own().isEmpty()) {
                throw lost;
            }
            return settleTwins();
        }
        if (answer.status() >= 500) {
            return own().isEmpty() ? outcome(api.send("POST", path, json(body))) : settleTwins();
        }
        return answer.succeeded() ? settleTwins() : outcome(answer);
    }

    /** Another run may have created one at the same time: the older one stays, with the text of whoever comes last. */
    private Outcome settleTwins() {
        List<Own> all = own();
        if (all.size() > 1) {
            Own oldest = all.get(0);
            Own newest = all.get(all.size() - 1);
            if (!oldest.marker().hash().equals(newest.marker().hash())) {
                Answer text = api.get(pull.path("/issues/comments/" + newest.id()));
                if (text.succeeded() && isNewest()) {
                    api.send(
                            "PATCH",
                            pull.path("/issues/comments/" + oldest.id()),
                            json(text.body().path("body").asText()));
                }
            }
            all.stream().skip(1).forEach(twin -> api.delete(pull.path("/issues/comments/" + twin.id())));
        }
        return Outcome.WRITTEN;
    }

    /** Ours, oldest first. A marker that somebody else copied into his comment makes it no comment of ours. */
    private List<Own> own() {
        String login = api.login();
        List<Own> found = new ArrayList<>();
        for (JsonNode comment : api.list(pull.path("/issues/" + pull.number() + "/comments"))) {
            Optional<Marker> marker = Marker.find(comment.path("body").asText());
            if (marker.filter(each -> each.key().equals(key)).isPresent()
                    && comment.path("user").path("login").asText().equals(login)) {
                found.add(new Own(comment.path("id").asLong(), marker.get()));
            }
        }
        found.sort(Comparator.comparingLong(Own::id));
        return found;
    }

    private static JsonNode json(String body) {
        return JsonNodeFactory.instance.objectNode().put("body", body);
    }

    private static Outcome outcome(Answer answer) {
        if (answer.succeeded()) {
            return Outcome.WRITTEN;
        }
        if (answer.refused()) {
            return Outcome.NOT_ALLOWED;
        }
        if (answer.status() == 422) {
            return Outcome.REFUSED;
        }
        throw new GitHubUnavailable("GitHub does not take the comment: " + answer.said());
    }
}
