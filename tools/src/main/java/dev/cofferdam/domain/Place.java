package dev.cofferdam.domain;

import java.util.Optional;

/**
 * A place in the repository.
 *
 * @param file path relative to the repository's root, with forward slashes
 * @param line first line, counted from 1
 * @param className fully qualified, {@code $} for nesting; empty for files without classes
 * @param member method or field name; empty when the file has none
 */
public record Place(String file, int line, Optional<String> className, Optional<String> member)
        implements Comparable<Place> {

    public Place {
        Checks.text(file, "file");
        Checks.atLeast(1, line, "line");
    }

    public static Place of(String file, int line) {
        return new Place(file, line, Optional.empty(), Optional.empty());
    }

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    /** {@code src/main/java/Owner.java:62}. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
