package dev.cofferdam.architecture.wrong.sql;

import dev.cofferdam.architecture.wrong.domain.KnowsItsReader;
import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Closes a cycle with the domain (the import itself is allowed), and looks at the clock in three ways. */
public final class Reader {
    private final KnowsItsReader friend;

    public Reader(KnowsItsReader friend) {
        this.friend = friend;
    }

    KnowsItsReader friend() {
        return friend;
    }

    Instant now() {
        return Instant.now();
    }

    Clock clock() {
        return Clock.systemUTC();
    }

    LongSupplier ticks() {
        return System::nanoTime;
    }

    Instant givenClock(Clock clock) {
        return Instant.now(clock);
    }
}
