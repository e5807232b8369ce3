package dev.cofferdam.rules;

import dev.cofferdam.domain.Plan;

/** The reference plan and edits of it, for tests outside this package. */
public final class ReferencePlans {
    private ReferencePlans() {}

    /** The accepted plan as it stands. */
    public static Plan accepted() {
        return PlanVariant.reference();
    }

    /** The accepted plan after edits in the language of the fixtures. */
    public static Plan edited(String edits) {
        return PlanVariant.of(edits, "edited");
    }
}
