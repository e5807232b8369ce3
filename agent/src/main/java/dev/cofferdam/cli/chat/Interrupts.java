package dev.cofferdam.cli.chat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Ctrl-C while a turn runs: the first one stops the turn, a second one soon after ends the program. */
public final class Interrupts {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Clock clock;
    private final Runnable end;
    private final AtomicReference<Thread> working = new AtomicReference<>();
    private Instant last = Instant.MIN;
    private volatile boolean stopped;

    /** @param end ends the program at once */
    public Interrupts(Clock clock, Runnable end) {
        this.clock = clock;
        this.end = end;
    }

    /** Does a turn; what interrupts it does not reach what comes after. */
    void during(Runnable turn) {
        stopped = false;
        working.set(Thread.currentThread());
        try {
            turn.run();
        } finally {
            working.set(null);
            // A signal that came too late must not end the next question to the person.
            Thread.interrupted();
        }
    }

    /** Whether somebody wanted the turn to end. */
    boolean wasStopped() {
        return stopped;
    }

    /** The signal; called on a thread of its own. */
    public synchronized void signal() {
        Instant now = clock.instant();
        Thread worker = working.get();
        if (worker == null || stopped && Duration.between(last, now).compareTo(SOON) < 0) {
            end.run();
            return;
        }
        last = now;
        stopped = true;
        worker.interrupt();
    }
}
