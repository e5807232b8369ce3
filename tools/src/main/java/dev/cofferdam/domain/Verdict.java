package dev.cofferdam.domain;

import java.util.List;

/** What the validator says of a plan, with the findings that made it say so. */
public record Verdict(Outcome outcome, List<Finding> findings) {

    /** The four things a verdict can be. Could not decide is never a pass. */
    public enum Outcome {
        ACCEPTED,
        ACCEPTED_WITH_APPROVALS,
        REJECTED,
        COULD_NOT_DECIDE
    }

    public Verdict {
        findings = List.copyOf(findings);
    }

    public boolean isAccepted() {
        return outcome == Outcome.ACCEPTED || outcome == Outcome.ACCEPTED_WITH_APPROVALS;
    }
}
