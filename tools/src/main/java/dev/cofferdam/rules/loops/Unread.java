package dev.cofferdam.rules.loops;

/** Words that this room cannot follow. */
final class Unread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unread(String words) {
        super(words, null, false, false);
    }
}
