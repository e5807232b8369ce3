package dev.cofferdam.playbook.easings;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.playbook.parts.PlanningInput;

/** The plan for each kind of change by which the database asks less. */
public final class Easings {
    private final PlanningInput input;

    public Easings(PlanningInput input) {
        this.input = input;
    }

    /** A row may lack a value. */
    public Plan of(ColumnChange.DropNotNull change) {
        return plan(NotNullEasing.of(change, input));
    }

    /** Another default, or none. */
    public Plan of(ColumnChange.ChangeDefault change) {
        return plan(new DefaultEasing(change, input));
    }

    /** Rows may break the condition. */
    public Plan of(ConstraintChange.DropCheck change) {
        return plan(CheckEasing.of(change, input));
    }

    /** Rows may refer to nothing. */
    public Plan of(ConstraintChange.DropForeignKey change) {
        return plan(ForeignKeyEasing.of(change, input));
    }

    /** Rows may be alike. */
    public Plan of(ConstraintChange.DropUnique change) {
        return plan(UniqueEasing.of(change, input));
    }

    /** Rows are found without the index. */
    public Plan of(IndexChange.DropIndex change) {
        return plan(IndexEasing.of(change, input));
    }

    /** Rows may hold one more value. */
    public Plan of(EnumChange.AddEnumValue change) {
        return plan(new EnumEasing(change, input));
    }

    private Plan plan(Easing easing) {
        return new EasingPlaybook(easing, input).draft();
    }
}
