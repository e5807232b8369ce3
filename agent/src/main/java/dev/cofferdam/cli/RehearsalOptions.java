package dev.cofferdam.cli;

import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.UserError;
import java.util.Optional;
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

    /** Empty when the plan is not to be rehearsed. */
    Optional<RehearsalScale> scale() {
        if (left) {
            rows.ifPresent(RehearsalOptions::refuse);
            return Optional.empty();
        }
        return Optional.of(
                scale(rows.orElse(RehearsalScale.USUAL.rows()), RehearsalScale.USUAL.seed(), "--rehearse-rows"));
    }

    private static void refuse(long given) {
        throw new UserError(
                "--no-rehearsal and --rehearse-rows " + given + " contradict each other",
                "--rehearse-rows",
                "leave one of them out");
    }

    /** So many rows, when that makes sense. */
    static RehearsalScale scale(long rows, long seed, String option) {
        if (rows < 1 || rows > MOST_ROWS) {
            throw new UserError("a rehearsal of " + rows + " rows makes no sense", option, "give 1 to " + MOST_ROWS);
        }
        return RehearsalScale.of(rows, seed);
    }
}
