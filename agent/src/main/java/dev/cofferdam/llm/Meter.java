package dev.cofferdam.llm;

import dev.cofferdam.loop.Charge;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** What a reply costs: by the endpoint's own count, or estimated from the text's length where there is none. */
final class Meter {
    /** English is nearer to 4, code and SQL nearer to 3; a budget should err on the side of stopping. */
    static final int CHARACTERS_PER_TOKEN = 3;

    private final Price price;

    Meter(Price price) {
        this.price = price;
    }

    /** Whether the endpoint counted. */
    static boolean isCounted(ChatResponse response) {
        return response.tokenUsage() instanceof CountedTokens;
    }

    Charge of(ChatRequest request, ChatResponse response) {
        if (response.tokenUsage() instanceof CountedTokens tokens) {
            return charge(tokens.inputTokenCount(), tokens.cached(), tokens.outputTokenCount(), tokens.reasoning());
        }
        return estimated(request, length(response.aiMessage()));
    }

    /** For a reply of which so many characters came before it broke off. */
    Charge estimated(ChatRequest request, int received) {
        long sent = 0;
        for (var message : request.messages()) {
            sent += message.toString().length();
        }
        for (var tool : request.toolSpecifications()) {
            sent += tool.toString().length();
        }
        return charge(tokens(sent), 0, tokens(received), 0);
    }

    private Charge charge(long input, long cached, long output, long reasoning) {
        return new Charge(input, cached, output, reasoning, price.microDollars(input, cached, output));
    }

    private static long tokens(long characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    private static int length(AiMessage reply) {
        return reply.text().length()
                + reply.toolExecutionRequests().stream()
                        .mapToInt(
                                call -> call.name().length() + call.arguments().length())
                        .sum();
    }
}
