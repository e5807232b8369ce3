package dev.cofferdam.loop;

import java.time.Clock;
import java.util.function.Consumer;

/**
 * The loop between a model that proposes and a validator that disposes. The order of the contract: the model submits, the
 * rules judge, and only a candidate with clean rules goes on to be rehearsed and judged again; without a rehearsal the
 * verdict of the rules stands, and the plan's {@code proof} says that it is no more than that.
 *
 * <p>All state of a run is in the transcript and the toolbox, so the same call starts, continues and resumes a session.
 */
public final class PlannerLoop {
    private final Clock clock;
    private final Guidance guidance;
    private final Consumer<Entry> watcher;

    /** @param watcher sees each entry as it was kept, for progress on a terminal; must not throw */
    public PlannerLoop(Clock clock, Guidance guidance, Consumer<Entry> watcher) {
        this.clock = clock;
        this.guidance = guidance;
        this.watcher = watcher;
    }

    /**
     * Goes on from the transcript's last complete turn until the plan is accepted or nothing is left to try. An interrupt of
     * the thread ends the run between two calls, clears the flag and leaves a transcript that can be resumed. Throws what a
     * tool throws when the world failed; the transcript is complete also then.
     */
    public Outcome run(Transcript transcript, Model model, Toolbox toolbox, Budget budget) {
        return run(transcript, model, toolbox, Allowance.ofSession(budget));
    }

    /** The same with what is left of a budget. */
    public Outcome run(Transcript transcript, Model model, Toolbox toolbox, Allowance allowance) {
        return new Run(transcript, model, toolbox, allowance, clock, guidance, watcher).untilSettled();
    }
}
