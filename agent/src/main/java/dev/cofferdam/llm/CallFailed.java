package dev.cofferdam.llm;

import dev.cofferdam.loop.ModelFault;
import java.time.Duration;
import java.util.Optional;

/** One call came to nothing. Whether the whole reply does is for {@link RetryPolicy} to say. */
final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ModelFault fault;
    private final String remedy;
    private final transient Optional<Duration> asked;

    CallFailed(ModelFault fault, String problem, String remedy, Optional<Duration> asked, Optional<Throwable> cause) {
        super(problem, cause.orElse(null));
        this.fault = fault;
        this.remedy = remedy;
        this.asked = asked;
    }

    ModelFault fault() {
        return fault;
    }

    String remedy() {
        return remedy;
    }

    /** How long the endpoint wants us to wait. */
    Optional<Duration> asked() {
        return asked;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
