package dev.cofferdam.domain;

import java.time.Duration;

/** How often a whole step is tried again when its lock was not available (SQLSTATE 55P03), and how long to wait first. */
public record Retry(int attempts, Duration firstPause, Duration longestPause) {
    public Retry {
        Checks.atLeast(1, attempts, "attempts");
    }
}
