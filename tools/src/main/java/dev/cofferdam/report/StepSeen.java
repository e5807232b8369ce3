package dev.cofferdam.report;

import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Observation.Kind;
import dev.cofferdam.domain.Plan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What was seen of one step while the plan was played.
 *
 * @param took milliseconds; absent for a step that runs nothing, or was not reached
 * @param waited the longest time, in milliseconds, that a statement of the application waited for it
 * @param locks the modes that keep out writers, with how long each was seen
 * @param wal bytes of write-ahead log, those of the traffic included
 */
public record StepSeen(String id, OptionalLong took, OptionalLong waited, List<String> locks, OptionalLong wal) {
    private static final Set<String> AGAINST_WRITERS =
            Set.of("SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE");

    /** One for each step of the plan, in its order. */
    public static List<StepSeen> of(Plan plan, List<Observation> observations) {
        return plan.steps()
                .map(step -> of(
                        step.id(),
                        observations.stream()
                                .filter(one -> one.step().equals(step.id()))
                                .toList()))
                .toList();
    }

    private static StepSeen of(String id, List<Observation> own) {
        List<String> locks = own.stream()
                .filter(one -> one.kind() == Kind.LOCK && AGAINST_WRITERS.contains(one.value()))
                .map(one -> one.subject() + " " + one.value() + " for " + one.evidence())
                .toList();
        return new StepSeen(id, most(own, Kind.DURATION), most(own, Kind.WAIT), locks, most(own, Kind.WAL));
    }

    private static OptionalLong most(List<Observation> own, Kind kind) {
        return own.stream()
                .filter(one -> one.kind() == kind)
                .mapToLong(one -> Long.parseLong(one.value()))
                .max();
    }

    /** {@code 12 ms}, where anything was measured. */
    public static Optional<String> millis(OptionalLong time) {
        return time.isPresent() ? Optional.of(time.getAsLong() + " ms") : Optional.empty();
    }
}
