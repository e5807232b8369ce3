package dev.cofferdam.loop;

import java.time.Duration;

/**
 * What has been used up.
 *
 * @param steps replies of the model, malformed ones included
 * @param tokens of all requests and replies
 * @param microDollars millionths of a US dollar
 * @param time since this run began; the time between two runs of a session is the person's, not ours
 * @param submissions plans that the validator judged
 */
public record Spent(int steps, long tokens, long microDollars, Duration time, int submissions) {

    /** All that the session's transcript charges; a resumed session does not get its money back. */
    public static Spent in(Transcript transcript, Duration time) {
        int steps = 0;
        long tokens = 0;
        long microDollars = 0;
        int submissions = 0;
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Charged charged) {
                steps++;
                tokens += charged.charge().tokens();
                microDollars += charged.charge().microDollars();
            } else if (entry instanceof Entry.Validation) {
                submissions++;
            }
        }
        return new Spent(steps, tokens, microDollars, time, submissions);
    }
}
