package dev.cofferdam.review.diff;

import java.util.List;
import java.util.Optional;

/**
 * A file that a change adds, alters or deletes.
 *
 * @param path from the repository's root, with forward slashes; of a deleted file the one that it had
 * @param before the path that it had; empty for a file that is new
 * @param lines those of the new text that the change wrote
 */
public record ChangedFile(String path, Optional<String> before, boolean deleted, List<Lines> lines) {
    public ChangedFile {
        lines = List.copyOf(lines);
    }

    /** Whether it was not there. */
    public boolean added() {
        return before.isEmpty();
    }

    /** Whether the change wrote this line. */
    public boolean wrote(int line) {
        return lines.stream().anyMatch(each -> each.first() <= line && line <= each.last());
    }

    /** Lines that follow each other, both ends included, counted from 1. */
    public record Lines(int first, int last) {}
}
