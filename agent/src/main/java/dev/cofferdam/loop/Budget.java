package dev.cofferdam.loop;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a session may use; the only place that decides whether it may go on.
 *
 * @param steps replies of the model
 * @param tokens of requests and replies together
 * @param microDollars millionths of a US dollar
 * @param time of one run, from its begin
 * @param submissions plans handed to the validator
 */
public record Budget(int steps, long tokens, long microDollars, Duration time, int submissions) {
    /** Enough for a large change with a few repairs; what other agents allow by default is of the same order. */
    public static final Budget DEFAULT = new Budget(40, 300_000, 1_000_000, Duration.ofMinutes(15), 8);

    private static final double NEAR = 0.8;

    /** The first limit that has been reached, in the order of {@link Limit}. */
    public Optional<Limit> firstExceeded(Spent spent) {
        if (spent.steps() >= steps) {
            return Optional.of(Limit.STEPS);
        }
        if (spent.tokens() >= tokens) {
            return Optional.of(Limit.TOKENS);
        }
        if (spent.microDollars() >= microDollars) {
            return Optional.of(Limit.MONEY);
        }
        if (isTimeOver(spent.time())) {
            return Optional.of(Limit.TIME);
        }
        return spent.submissions() >= submissions ? Optional.of(Limit.SUBMISSIONS) : Optional.empty();
    }

    /** Whether the run has to stop even between two tool calls of one turn. */
    public boolean isTimeOver(Duration elapsed) {
        return elapsed.compareTo(time) >= 0;
    }

    /** Whether it is time to hand in what there is: four fifths of something are gone, or one step or submission is left. */
    public boolean isNearlySpent(Spent spent) {
        return spent.steps() > 0 && (spent.steps() >= steps - 1 || spent.steps() >= NEAR * steps)
                || spent.tokens() >= NEAR * tokens
                || spent.microDollars() > 0 && spent.microDollars() >= NEAR * microDollars
                || spent.time().toMillis() >= NEAR * time.toMillis()
                || spent.submissions() > 0 && spent.submissions() >= submissions - 1;
    }

    /** The same allowance once more, for a conversation that goes on after this much was spent. */
    public Budget onTopOf(Spent spent) {
        return new Budget(
                steps + spent.steps(),
                tokens + spent.tokens(),
                microDollars + spent.microDollars(),
                time,
                submissions + spent.submissions());
    }
}
