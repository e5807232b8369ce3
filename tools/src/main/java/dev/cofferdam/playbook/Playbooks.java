package dev.cofferdam.playbook;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.Plan;

/** The playbook for each kind of change. */
public final class Playbooks implements Change.Visitor<Plan> {
    private final PlanningInput input;

    private Playbooks(PlanningInput input) {
        this.input = input;
    }

    /**
     * A draft plan for the input's change.
     *
     * @throws dev.cofferdam.domain.UserError when the schema holds something that the playbook cannot take along
     */
    public static Plan draft(PlanningInput input) {
        return input.change().accept(new Playbooks(input));
    }

    @Override
    public Plan renameColumn(Change.RenameColumn change) {
        return new RenameColumnPlaybook(change, input).draft();
    }
}
