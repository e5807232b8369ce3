package dev.cofferdam.loop;

import dev.cofferdam.domain.Fact;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one call.
 *
 * @param text what the model reads
 * @param isError whether the call failed; a rejected plan is an answer, not an error
 * @param facts what this call put on the record
 * @param candidate the plan that was submitted, with the validator's verdict
 * @param question what a person has to answer before the loop can go on
 */
public record ToolResult(
        String text, boolean isError, List<Fact> facts, Optional<Candidate> candidate, Optional<String> question) {
    public ToolResult {
        facts = List.copyOf(facts);
    }

    /** An answer that rests on these facts. */
    public static ToolResult of(String text, List<Fact> facts) {
        return new ToolResult(text, false, facts, Optional.empty(), Optional.empty());
    }

    /** Feedback: what is wrong with the call and what to do instead. */
    public static ToolResult error(String text) {
        return new ToolResult(text, true, List.of(), Optional.empty(), Optional.empty());
    }

    /** The validator's answer to a submitted plan. */
    public static ToolResult submitted(String text, Candidate candidate) {
        return new ToolResult(text, false, List.of(), Optional.of(candidate), Optional.empty());
    }

    /** A question to a person; their answer is the next message. */
    public static ToolResult asking(String text, String question) {
        return new ToolResult(text, false, List.of(), Optional.empty(), Optional.of(question));
    }
}
