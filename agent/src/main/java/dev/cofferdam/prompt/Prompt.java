package dev.cofferdam.prompt;

import dev.cofferdam.domain.Digest;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prompt file with {@code {{name}}} holes. Rendering is strict both ways: no hole unfilled, no value unused. */
public record Prompt(String id, String text) {
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z_]+)}}");

    /** Names of the holes, sorted. */
    public Set<String> holes() {
        Set<String> names = new TreeSet<>();
        HOLE.matcher(text).results().forEach(hole -> names.add(hole.group(1)));
        return names;
    }

    /** The text with every hole filled; throws when the values are not exactly those of the holes. */
    public String render(Map<String, String> values) {
        if (!holes().equals(values.keySet())) {
            throw new IllegalArgumentException(
                    "prompt " + id + " has holes " + holes() + " but was given " + new TreeSet<>(values.keySet()));
        }
        return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(values.get(hole.group(1))));
    }

    /** First 16 hex digits of the SHA-256 of the text; run records name a prompt by id and hash. */
    public String hash() {
        return Digest.of(text);
    }
}
