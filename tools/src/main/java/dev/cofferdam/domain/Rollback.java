package dev.cofferdam.domain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One way back from a boundary. Printed as a card: symptom, command, time, loss.
 *
 * @param symptom what makes one want it
 * @param impossibleBecause the reason, when there is no such way back
 * @param steps what is done, in order; an abandon drains the newer code first
 * @param expected how long it takes
 * @param loss what is lost; "nothing" is said in words too
 */
public record Rollback(
        Kind kind,
        String symptom,
        Optional<String> impossibleBecause,
        List<Step> steps,
        Duration expected,
        String loss) {

    /** The two rollbacks: code goes back and the schema stays; the schema is restored after the newer code drained. */
    public enum Kind {
        RETREAT,
        ABANDON
    }

    public Rollback {
        Checks.text(loss, "loss");
        steps = List.copyOf(steps);
    }
}
