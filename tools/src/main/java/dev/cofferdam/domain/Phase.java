package dev.cofferdam.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One of the five phases of a plan. A phase without work is present and says why.
 *
 * @param purpose one sentence: what is true when it is over
 * @param skippedBecause the reason, when the phase has no steps
 * @param who the role that is responsible
 * @param expected how long it lasts when nothing goes wrong, soaks included
 * @param entry conditions for its first step
 * @param exit conditions for the next phase
 */
public record Phase(
        PhaseKind kind,
        String purpose,
        Optional<String> skippedBecause,
        String who,
        Duration expected,
        List<Gate> entry,
        List<Step> steps,
        List<Gate> exit) {

    public Phase {
        entry = List.copyOf(entry);
        steps = List.copyOf(steps);
        exit = List.copyOf(exit);
    }
}
