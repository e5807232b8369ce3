package dev.cofferdam.llm;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long one call may take.
 *
 * @param connect until the connection stands
 * @param silence between two bytes of an answer; models that reason are silent for long before the first
 * @param left of the time budget, asked before each call
 */
public record Patience(Duration connect, Duration silence, Supplier<Duration> left) {

    /** What users get. */
    public static Patience until(Supplier<Duration> left) {
        return new Patience(Duration.ofSeconds(10), Duration.ofMinutes(3), left);
    }
}
