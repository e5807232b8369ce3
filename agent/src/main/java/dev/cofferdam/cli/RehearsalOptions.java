package dev.cofferdam.cli;

import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.toolbox.Rehearser;
import dev.cofferdam.toolbox.ReplayedSession;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Whether a plan is rehearsed before it is accepted, and with how many rows. */
final class RehearsalOptions {
    private static final long MOST_ROWS = 10_000_000;

    @Option(
            names = "--no-rehearsal",
            description = "do not play the plan in a throw-away database; its proof is its rules then, and it says so")
    private boolean left;

    @Option(
            names = "--rehearse-rows",
            paramLabel = "N",
            description = "rows in the affected tables while the plan is played (default: 100000)")
    private Optional<Long> rows = Optional.empty();

    /**
     * Refuses what makes no sense, before anything takes time.
     *
     * @param lent whether the user lends a server to rehearse on
     */
    void check(boolean lent) {
        if (left && lent) {
            throw new UserError(
                    "--no-rehearsal and --rehearse-on contradict each other", "--rehearse-on", "leave one of them out");
        }
        if (left && rows.isPresent()) {
            throw new UserError(
                    "--no-rehearsal and --rehearse-rows " + rows.get() + " contradict each other",
                    "--rehearse-rows",
                    "leave one of them out");
        }
        scale();
    }

    /** Whether plans are to be played. */
    boolean isWanted() {
        return !left;
    }

    /** Plays the session's plans, and says what is being played; empty when they are not to be rehearsed. */
    Optional<Rehearser> rehearser(ReplayedSession session, Consumer<String> progress) {
        return left ? Optional.empty() : Optional.of(plan -> session.rehearse(plan, scale(), progress));
    }

    private RehearsalScale scale() {
        return scale(rows.orElse(RehearsalScale.USUAL.rows()), RehearsalScale.USUAL.seed(), "--rehearse-rows");
    }

    /** Plays the session's plans, and tells how far it is; empty when they are not to be rehearsed. */
    Optional<Rehearser> rehearser(ReplayedSession session, Progress progress) {
        return left
                ? Optional.empty()
                : Optional.of(plan -> {
                    try {
                        return session.rehearse(plan, scale(), progress::play);
                    } finally {
                        progress.end();
                    }
                });
    }

    /** So many rows, when that makes sense. */
    static RehearsalScale scale(long rows, long seed, String option) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new UserError("a rehearsal of " + rows + " rows makes no sense", option, "give 1 to " + MOST_ROWS);
        }
        return RehearsalScale.of(rows, seed);
    }
}
