package dev.cofferdam.llm;

import dev.langchain4j.model.output.TokenUsage;

/** The token count of the wire, with what LangChain4j's core has no place for. */
final class CountedTokens extends TokenUsage {
    private final int cached;
    private final int reasoning;

    CountedTokens(int input, int cached, int output, int reasoning) {
        super(input, output);
        this.cached = cached;
        this.reasoning = reasoning;
    }

    int cached() {
        return cached;
    }

    int reasoning() {
        return reasoning;
    }
}
