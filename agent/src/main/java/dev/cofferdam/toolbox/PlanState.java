package dev.cofferdam.toolbox;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.loop.Candidate;
import java.util.Optional;

/**
 * Where the plan of a conversation stands.
 *
 * @param words the request that it answers
 * @param draft what edits are made to
 * @param judged the draft as it was played, with what the validator said of it; empty when it was not submitted as it stands
 */
public record PlanState(Optional<String> words, Optional<Plan> draft, Optional<Candidate> judged) {
    /** Before there is a plan. */
    public static final PlanState NOTHING = new PlanState(Optional.empty(), Optional.empty(), Optional.empty());
}
