package dev.cofferdam.llm;

import java.time.Duration;

/** Waits between two tries. */
@FunctionalInterface
public interface Pause {
    /** Returns when the time is over. */
    void of(Duration time) throws InterruptedException;
}
