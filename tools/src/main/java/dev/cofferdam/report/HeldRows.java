package dev.cofferdam.report;

import dev.cofferdam.domain.Observation;
import java.util.List;
import java.util.Optional;

/** What a plan did with rows that stand in the change's way, in one sentence. */
final class HeldRows {
    private HeldRows() {}

    /** Empty when no such rows were played. */
    static Optional<String> of(List<Observation> observations) {
        return observations.stream()
                .filter(one -> one.kind() == Observation.Kind.HELD)
                .findFirst()
                .map(held -> "Played once more with rows that stand in the change's way, the plan stops at "
                        + held.step() + " until they are put right, and code goes on meanwhile: "
                        + Words.oneLine(held.evidence()));
    }
}
