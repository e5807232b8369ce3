package dev.cofferdam.loop;

import java.util.List;

/** The tools a model may call; one toolbox serves one session. */
public interface Toolbox {

    /** What is offered, in an order that does not change during a session (servers cache the prefix of a request). */
    List<ToolSpec> tools();

    /**
     * Answers one call. Never throws for the model's mistakes: unknown tools, malformed or wrong arguments and objects that do
     * not exist become error results.
     */
    ToolResult call(ToolCall call);

    /**
     * Brings the toolbox to the state it had after this recorded call, and gives the recorded result, with the candidate or
     * question that belongs to it. Nothing is measured again; a call that this toolbox answered itself changes nothing.
     * Throws {@link dev.cofferdam.domain.UserError} when the world changed, and that state can no longer be had.
     */
    ToolResult recall(ToolCall call, ToolResult recorded);

    /**
     * Brings what is drafted back to where it was before the first of these calls, in the order in which they were made. Facts that became known
     * meanwhile stay known.
     */
    default void takeBack(List<String> calls) {
        if (!calls.isEmpty()) {
            throw new IllegalStateException("no turn of this session can be taken back");
        }
    }
}
