package dev.cofferdam.rules.loops;

/** What the server would refuse. */
final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String why) {
        super(why, null, false, false);
    }
}
