package dev.cofferdam.scan.hits;

import java.util.Set;

/**
 * One way in which code reaches columns. Its constructor says which files it will look into, so that all trees are made at once; it looks
 * only at files that hold one of its words.
 */
public interface StyleFinder {

    /** Adds what it finds to the scan, and claims the strings that it judged. */
    void find();

    /** Files that it reads by their meaning, so that nobody reads them as mere text. */
    default Set<String> files() {
        return Set.of();
    }
}
