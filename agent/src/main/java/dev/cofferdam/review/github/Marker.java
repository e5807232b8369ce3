package dev.cofferdam.review.github;

import dev.cofferdam.domain.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of our comment, which nobody sees: whose it is, and what it says.
 *
 * @param key tells the comments of several services of one repository apart
 * @param head the commit that was reviewed
 * @param hash of the text below
 */
record Marker(String key, String head, String hash) {
    private static final Pattern LINE =
            Pattern.compile("\\A<!-- cofferdam:review v1 key=([A-Za-z0-9._/-]*) head=([0-9a-f]+) hash=([0-9a-f]+) -->");

    static Marker of(String key, String head, String text) {
        return new Marker(key.replaceAll("[^A-Za-z0-9._/]", "_"), head, Digest.of(text));
    }

    static Optional<Marker> find(String body) {
        Matcher line = LINE.matcher(body);
        return line.find() ? Optional.of(new Marker(line.group(1), line.group(2), line.group(3))) : Optional.empty();
    }

    String above(String text) {
        return "<!-- cofferdam:review v1 key=" + key + " head=" + head + " hash=" + hash + " -->\n" + text;
    }
}
