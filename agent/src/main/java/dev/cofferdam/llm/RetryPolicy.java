package dev.cofferdam.llm;

import dev.cofferdam.loop.ModelFault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When a call is tried again. The client's own retries are off: they take an interrupt for a network error and sleep on.
 *
 * @param first pause after the first failure; doubled after each further one
 * @param longest pause that we choose, and that an endpoint may ask for
 * @param jitter between 0 and 1, so that many runs do not come back at the same moment
 */
record RetryPolicy(Duration first, Duration longest, DoubleSupplier jitter) {
    /** Of what may pass by itself. A slow or broken answer has cost time and tokens already, so it gets one more chance only. */
    private static final Map<ModelFault, Integer> TRIES = Map.of(
            ModelFault.BUSY, 5,
            ModelFault.SERVER_FAILED, 5,
            ModelFault.UNREACHABLE, 4,
            ModelFault.TIMED_OUT, 2,
            ModelFault.DROPPED, 2,
            ModelFault.UNREADABLE, 2);

    private static final double SPREAD = 0.25;

    static RetryPolicy with(DoubleSupplier jitter) {
        return new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(60), jitter);
    }

    /**
     * How long to wait before the next try; empty when there is none.
     *
     * @param alike failures of this reply by the same fault, this one included; each fault has its own patience
     * @param failures all of this reply; pauses grow with them, whatever their faults
     */
    Optional<Duration> pause(CallFailed failure, int alike, int failures) {
        if (alike >= TRIES.getOrDefault(failure.fault(), 1)) {
            return Optional.empty();
        }
        if (failure.asked().isPresent()) {
            return failure.asked().filter(asked -> asked.compareTo(longest) <= 0);
        }
        long grown = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
        return Optional.of(Duration.ofMillis(Math.round(grown * (1 - SPREAD * jitter.getAsDouble()))));
    }
}
