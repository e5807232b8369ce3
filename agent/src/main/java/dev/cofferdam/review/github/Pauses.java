package dev.cofferdam.review.github;

import java.time.Duration;

/** Lets time pass; tests let none. */
@FunctionalInterface
public interface Pauses {
    void pause(Duration time) throws InterruptedException;
}
