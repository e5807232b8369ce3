package dev.cofferdam.domain;

import java.time.Duration;

/**
 * How long a statement may wait for a lock and how long it may run. Every SQL step has both; zero means no limit and must be
 * chosen on purpose.
 */
public record Timeouts(Duration lock, Duration statement) {}
