package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.domain.UserError;
import java.util.Optional;

/** The session's rehearsals. A draft that was played as it stands is not played again. */
final class Rehearsals {
    private final Optional<Rehearser> rehearser;
    private Optional<Last> last = Optional.empty();

    /** The plan that was played last, and what was seen. */
    private record Last(Plan plan, Rehearsed seen) {}

    Rehearsals(Optional<Rehearser> rehearser) {
        this.rehearser = rehearser;
    }

    boolean arePossible() {
        return rehearser.isPresent();
    }

    /** What is seen when the plan is played. */
    Rehearsed of(Plan plan) {
        Rehearser stage = rehearser.orElseThrow(() -> new UserError(
                "the rehearsal is not available in this session",
                "rehearse_plan",
                "submit the plan; its proof will say `rules`"));
        Optional<Rehearsed> known = last.filter(played -> played.plan().rehearsed(played.seen()).rehearsal().stream()
                        .anyMatch(log -> log.isOf(plan)))
                .map(Last::seen);
        if (known.isPresent()) {
            return known.get();
        }
        Rehearsed seen = stage.rehearse(plan);
        last = Optional.of(new Last(plan, seen));
        return seen;
    }
}
