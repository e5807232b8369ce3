package dev.cofferdam.loop;

import java.util.List;

/** What a model is sent; a projection of the transcript's entries. */
public sealed interface Message {

    /** What the model is told before anything else. */
    record Instructions(String text) implements Message {}

    /** A person, or the loop in the same role. */
    record User(String text) implements Message {}

    /** An earlier reply of the model. */
    record Assistant(String text, List<ToolCall> calls) implements Message {}

    /** The answer to one of the reply's calls. */
    record Result(String callId, String tool, String text, boolean isError) implements Message {}

    /** One branch for each kind; a new kind breaks every visitor at compile time. */
    default <R> R accept(Visitor<R> visitor) {
        if (this instanceof Instructions instructions) {
            return visitor.instructions(instructions);
        }
        if (this instanceof User user) {
            return visitor.user(user);
        }
        return this instanceof Assistant assistant ? visitor.assistant(assistant) : visitor.result((Result) this);
    }

    /** Stands in for pattern switch until Java 21. */
    interface Visitor<R> {
        R instructions(Instructions message);

        R user(User message);

        R assistant(Assistant message);

        R result(Result message);
    }
}
