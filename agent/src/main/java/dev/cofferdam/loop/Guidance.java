package dev.cofferdam.loop;

import dev.cofferdam.prompt.Prompts;
import java.util.Optional;

/**
 * What the loop itself says to the model.
 *
 * @param nudge after a reply without a tool call; absent in a conversation, where such a reply is an answer
 * @param wrapUp when the budget is nearly spent
 */
public record Guidance(Optional<String> nudge, String wrapUp) {

    /** The packaged texts. */
    public static Guidance packaged() {
        return new Guidance(
                Optional.of(Prompts.load("loop/nudge").text()),
                Prompts.load("loop/wrap-up").text());
    }

    /** The packaged texts for a conversation, in which the model may simply answer. */
    public static Guidance ofConversation() {
        return new Guidance(Optional.empty(), Prompts.load("loop/wrap-up").text());
    }
}
