package dev.cofferdam.domain;

import java.util.List;
import java.util.Set;

/**
 * What a plan keeps of its rehearsal, beside the cells of its matrices.
 *
 * @param engine what it was played on
 * @param played digest of what was played; see {@link Played}
 * @param observations without locks that keep nobody out, and of the waits only the longest of each step
 * @param remarks what was not played as it was wished for, and why
 */
public record RehearsalLog(
        Engine engine, RehearsalScale scale, String played, List<Observation> observations, List<String> remarks) {
    /** Under these everybody goes on reading and writing (PG docs 13.3.1). */
    private static final Set<String> HARMLESS =
            Set.of("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE");

    public RehearsalLog {
        observations = List.copyOf(observations);
        remarks = List.copyOf(remarks);
    }

    /** What is worth keeping of what was seen. */
    static RehearsalLog of(Plan plan, Rehearsed seen) {
        return new RehearsalLog(
                seen.engine(),
                seen.scale(),
                Played.digest(plan),
                seen.observations().stream()
                        .filter(one -> isKept(one, seen.observations()))
                        .toList(),
                seen.remarks());
    }

    /** Whether the plan is, as far as it can be played, the one that was. */
    public boolean isOf(Plan plan) {
        return played.equals(Played.digest(plan));
    }

    private static boolean isKept(Observation one, List<Observation> all) {
        return switch (one.kind()) {
            case LOCK -> !HARMLESS.contains(one.value());
            case WAIT ->
                all.stream()
                        .filter(other -> other.kind() == Observation.Kind.WAIT
                                && other.step().equals(one.step()))
                        .max((a, b) -> Long.compare(Long.parseLong(a.value()), Long.parseLong(b.value())))
                        .filter(longest -> longest.equals(one))
                        .isPresent();
            default -> true;
        };
    }
}
