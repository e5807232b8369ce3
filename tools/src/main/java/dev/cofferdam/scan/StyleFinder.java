package dev.cofferdam.scan;

import java.util.Set;

/** Finds the usages of one way to reach a column. Its constructor says which Java files it will look into. */
interface StyleFinder {

    void find();

    /** Files that it reads by their meaning, so that nobody reads them as mere text. */
    default Set<String> files() {
        return Set.of();
    }
}
