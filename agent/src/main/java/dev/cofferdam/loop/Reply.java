package dev.cofferdam.loop;

import java.util.List;

/** One turn of a model: what it says, the tools it wants called, in order, and what that cost. */
public record Reply(String text, List<ToolCall> calls, Charge charge) {
    public Reply {
        calls = List.copyOf(calls);
    }
}
