package dev.cofferdam.loop;

import dev.cofferdam.prompt.Prompts;

/**
 * What the loop itself says to the model.
 *
 * @param nudge after a reply without a tool call
 * @param wrapUp when the budget is nearly spent
 */
public record Guidance(String nudge, String wrapUp) {

    /** The packaged texts. */
    public static Guidance packaged() {
        return new Guidance(
                Prompts.load("loop/nudge").text(), Prompts.load("loop/wrap-up").text());
    }
}
