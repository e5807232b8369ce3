package dev.cofferdam.loop;

/** The run asks something else than the recorded one did; the message shows the first difference. */
public final class ReplayMismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayMismatch(String message) {
        super(message);
    }
}
