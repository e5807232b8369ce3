package dev.cofferdam.loop;

/**
 * What one reply cost.
 *
 * @param inputTokens all tokens of the request, the cached ones included
 * @param cachedTokens those of the request that the server had already seen
 * @param outputTokens all tokens of the reply, the reasoning ones included
 * @param reasoningTokens those of the reply that nobody sees
 * @param microDollars price in millionths of a US dollar; 0 when the price is not known
 */
public record Charge(long inputTokens, long cachedTokens, long outputTokens, long reasoningTokens, long microDollars) {
    /** For planners that no one charges for. */
    public static final Charge NOTHING = new Charge(0, 0, 0, 0, 0);

    /** Tokens that count against the budget. */
    public long tokens() {
        return inputTokens + outputTokens;
    }

    /** Both together. */
    public Charge plus(Charge other) {
        return new Charge(
                inputTokens + other.inputTokens,
                cachedTokens + other.cachedTokens,
                outputTokens + other.outputTokens,
                reasoningTokens + other.reasoningTokens,
                microDollars + other.microDollars);
    }
}
