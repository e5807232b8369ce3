package dev.cofferdam.scan;

/**
 * One way in which code reaches columns. Its constructor says which files it will look into, so that all trees are made at once; it looks
 * only at files that hold one of its words.
 */
interface StyleFinder {

    /** Adds what it finds to the scan, and claims the strings that it judged. */
    void find();
}
