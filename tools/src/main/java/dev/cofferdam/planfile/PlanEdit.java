package dev.cofferdam.planfile;

import dev.cofferdam.domain.Consumer;
import dev.cofferdam.domain.Gate;
import java.time.Duration;

/**
 * One typed change to a draft. What a tool knows (SQL, usages, numbers) is not retyped here: an edit adds caution or knowledge,
 * and whatever it does, the rules judge the plan that comes out.
 */
public sealed interface PlanEdit {

    /** Something the plan takes for granted. */
    record AddAssumption(String text) implements PlanEdit {
        public AddAssumption {
            said(text);
        }
    }

    /** Something that worries the planner and that no tool can decide; printed with the unknowns. */
    record AddConcern(String text) implements PlanEdit {
        public AddConcern {
            said(text);
        }
    }

    /** One more service, job, report or subscriber that uses the table. */
    record AddConsumer(Consumer consumer) implements PlanEdit {}

    /** One more condition that must hold after the step. */
    record AddGate(String step, Gate gate) implements PlanEdit {}

    /** Another length for every soak of the step. */
    record SetSoak(String step, Duration time) implements PlanEdit {}

    /** Takes a step out of the forward phases. */
    record RemoveStep(String step) implements PlanEdit {}

    private static void said(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text must not be blank");
        }
    }
}
