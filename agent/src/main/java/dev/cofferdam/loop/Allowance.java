package dev.cofferdam.loop;

import java.time.Duration;

/**
 * What a run may use of a budget: all of it, or in a conversation what counts from the last turn on.
 *
 * @param before what was used earlier and does not count any more
 */
public record Allowance(Budget budget, Spent before) {
    /** All that the session uses counts. */
    public static Allowance ofSession(Budget budget) {
        return new Allowance(budget, new Spent(0, 0, 0, Duration.ZERO, 0));
    }

    /** Steps and submissions are counted for each turn, tokens and money for the whole conversation. */
    public static Allowance ofTurn(Budget budget, Transcript transcript) {
        Spent all = Spent.in(transcript, Duration.ZERO);
        return new Allowance(budget, new Spent(all.steps(), 0, 0, Duration.ZERO, all.submissions()));
    }

    Spent counted(Spent all) {
        return new Spent(
                all.steps() - before.steps(),
                all.tokens() - before.tokens(),
                all.microDollars() - before.microDollars(),
                all.time(),
                all.submissions() - before.submissions());
    }
}
