package dev.cofferdam.playbook;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.intent.Requests;

/** The playbook for each kind of change. */
public final class Playbooks implements Change.Visitor<Plan> {
    private final PlanningInput input;

    /** The refusal of a change that is understood and cannot be planned yet. */
    static UserError noneFor(Change change) {
        return new UserError(
                "`" + change.summary() + "` is understood (" + change.recipe() + "), but has no playbook yet",
                "REQUEST",
                "changes that can be planned today: " + Requests.PLANNED_FORMS);
    }

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
    public Plan renameColumn(ColumnChange.RenameColumn change) {
        return new RenameColumnPlaybook(change, input).draft();
    }

    @Override
    public Plan changeType(ColumnChange.ChangeType change) {
        return new TypeChangePlaybook(change, input).draft();
    }

    @Override
    public Plan setNotNull(ColumnChange.SetNotNull change) {
        throw noneFor(change);
    }

    @Override
    public Plan addColumn(ColumnChange.AddColumn change) {
        throw noneFor(change);
    }

    @Override
    public Plan dropColumn(ColumnChange.DropColumn change) {
        throw noneFor(change);
    }

    @Override
    public Plan addUnique(ConstraintChange.AddUnique change) {
        throw noneFor(change);
    }

    @Override
    public Plan withoutPlaybook(Change change) {
        throw noneFor(change);
    }
}
