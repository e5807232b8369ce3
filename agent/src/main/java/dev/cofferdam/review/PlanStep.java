package dev.cofferdam.review;

import dev.cofferdam.domain.Place;
import java.util.List;

/**
 * A migration that is a step of a plan which the base holds. It was judged when the plan was; what counts now is whether its gates hold.
 *
 * @param plan the plan's id
 * @param step the step's id
 * @param gates what must hold before it runs, in sentences
 */
public record PlanStep(String plan, String step, String title, Place place, List<String> gates) {
    public PlanStep {
        gates = List.copyOf(gates);
    }
}
