package dev.cofferdam.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place inside a phase at which nobody means to rest and somebody may have to turn back: between two of its steps, or in a backfill that was
 * stopped. The way back from there is that of the boundary before it, once the steps of the phase are undone, the last one first.
 *
 * @param id {@code after backfill-2}, or {@code amid backfill-1}
 * @param begun the steps of the phase that have run, or have begun, in their order
 * @param before the boundary before it; empty in the plan's first phase
 */
public record Midway(String id, List<Step> begun, Optional<Boundary> before) {
    private static final String BETWEEN = "after ";
    private static final String INSIDE = "amid ";

    public Midway {
        begun = List.copyOf(begun);
    }

    /** The place after a step; empty when the plan may rest there, or its end, or when the steps of the phase cannot be undone from there. */
    public static Optional<Midway> after(Plan plan, Step step) {
        return at(plan, step, BETWEEN).filter(midway -> plan.boundaries().stream()
                .noneMatch(boundary -> boundary.afterStep().equals(step.id())));
    }

    /** The place inside a backfill. */
    public static Optional<Midway> amid(Plan plan, Step.Backfill step) {
        return at(plan, step, INSIDE);
    }

    /** The place of this name, as a cell of a matrix has it. */
    public static Optional<Midway> find(Plan plan, String id) {
        return plan.steps()
                .filter(step -> id.equals(BETWEEN + step.id()) || id.equals(INSIDE + step.id()))
                .findFirst()
                .flatMap(step ->
                        at(plan, step, id.substring(0, id.length() - step.id().length())));
    }

    private static Optional<Midway> at(Plan plan, Step last, String how) {
        List<Step> begun = new ArrayList<>();
        Optional<Boundary> before = Optional.empty();
        for (Step step : plan.steps().toList()) {
            begun.add(step);
            if (step.id().equals(last.id())) {
                break;
            }
            Optional<Boundary> here = plan.boundaries().stream()
                    .filter(boundary -> boundary.afterStep().equals(step.id()))
                    .findFirst();
            if (here.isPresent()) {
                before = here;
                begun.clear();
            }
        }
        return begun.stream().anyMatch(step -> step.undo() instanceof Undo.PointOfNoReturn)
                ? Optional.empty()
                : Optional.of(new Midway(how + last.id(), begun, before));
    }
}
