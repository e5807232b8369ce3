package dev.cofferdam.domain;

/**
 * Marks the exceptions that say: neither the caller nor we are to blame, the world failed (a server did not start, a model
 * did not answer). Each is named by intent and keeps its cause; the command line shows both without a stack trace, exit code 3.
 */
public interface WorldFailed {
    /** What can be tried: one sentence with concrete names. */
    String remedy();
}
