package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.intent.Requests;

/** What is understood and cannot be planned yet. */
public final class WithoutPlan {
    private WithoutPlan() {}

    /** The refusal of such a change. */
    public static UserError refusal(Change change) {
        return new UserError(
                "`" + change.summary() + "` is understood (" + change.recipe() + "), but has no playbook yet",
                "REQUEST",
                "changes that can be planned today: " + Requests.PLANNED_FORMS);
    }
}
