package dev.cofferdam.migrations;

import java.util.Optional;

/**
 * What came to a running application at once.
 *
 * @param changelog that holds it
 * @param part the change set that it begins with, by its number in the history; empty when the whole changelog is of one release
 */
public record Release(String changelog, Optional<Integer> part) {
    /** A changelog that was written for one release. */
    static Release whole(String changelog) {
        return new Release(changelog, Optional.empty());
    }

    /** Whether the changelog has grown with others. */
    public boolean isPart() {
        return part.isPresent();
    }

    @Override
    public String toString() {
        return changelog + part.map(number -> "#" + number).orElse("");
    }
}
