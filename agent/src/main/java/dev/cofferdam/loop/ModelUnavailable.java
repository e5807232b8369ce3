package dev.cofferdam.loop;

import java.util.Optional;

/** No reply can be had from the model: unreachable, refused the key, timed out, answered with something unreadable. */
public final class ModelUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param problem one sentence that names the model and what happened */
    public ModelUnavailable(String problem, Optional<Throwable> cause) {
        super(problem, cause.orElse(null));
    }
}
