package dev.cofferdam.playbook;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.EnumChange;
import dev.cofferdam.domain.IndexChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.playbook.additions.AddColumnPlaybook;
import dev.cofferdam.playbook.additions.AddedColumn;
import dev.cofferdam.playbook.additions.CreateIndexPlaybook;
import dev.cofferdam.playbook.demands.CheckDemand;
import dev.cofferdam.playbook.demands.DemandPlaybook;
import dev.cofferdam.playbook.demands.ForeignKeyDemand;
import dev.cofferdam.playbook.demands.NotNullDemand;
import dev.cofferdam.playbook.demands.UniqueDemand;
import dev.cofferdam.playbook.drops.DropColumnPlaybook;
import dev.cofferdam.playbook.drops.DropRefusals;
import dev.cofferdam.playbook.drops.DroppedColumn;
import dev.cofferdam.playbook.easings.Easings;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.playbook.parts.WithoutPlan;
import dev.cofferdam.playbook.renames.RenameColumnPlaybook;
import dev.cofferdam.playbook.types.TypeChangePlaybook;
import dev.cofferdam.playbook.types.TypeRefusals;
import dev.cofferdam.schema.NaiveTwin;
import dev.cofferdam.schema.Schema;

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

    /**
     * Refuses, by name and with the way out, what a change cannot take along; the server would refuse the naive change in its own words, or do
     * it and take more away than was asked for.
     *
     * @throws UserError when the schema as it is does not allow the change
     */
    public static void requirePlannable(Change change, Schema before) {
        if (change instanceof ColumnChange.DropColumn drop) {
            new DropRefusals(new DroppedColumn(drop.column(), before)).refuse();
        }
        if (change instanceof ColumnChange.AddColumn add) {
            AddedColumn.refuse(add, before);
        }
        if (change instanceof ColumnChange.ChangeType type) {
            new TypeRefusals(type, before).refuse();
        }
        if (change instanceof IndexChange.CreateIndex create) {
            CreateIndexPlaybook.refuse(create, before.table(create.table()), before.source());
        }
    }

    /** Why the server refuses the naive form of a change, in words of the change, with the way out. */
    public static UserError refused(Change change, Schema before, NaiveTwin.Refusal refusal) {
        return change instanceof ColumnChange.ChangeType type
                ? new TypeRefusals(type, before).translated(refusal)
                : new UserError(
                        "the schema does not allow `" + change.summary() + "`: " + refusal.firstLine(),
                        before.source(),
                        "remove what the server names, or choose another change");
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
        return new DemandPlaybook(new NotNullDemand(change, input), input).draft();
    }

    @Override
    public Plan addColumn(ColumnChange.AddColumn change) {
        return new AddColumnPlaybook(change, input).draft();
    }

    @Override
    public Plan dropColumn(ColumnChange.DropColumn change) {
        return new DropColumnPlaybook(change, input).draft();
    }

    @Override
    public Plan addUnique(ConstraintChange.AddUnique change) {
        return new DemandPlaybook(new UniqueDemand(change, input), input).draft();
    }

    @Override
    public Plan dropNotNull(ColumnChange.DropNotNull change) {
        return new Easings(input).of(change);
    }

    @Override
    public Plan changeDefault(ColumnChange.ChangeDefault change) {
        return new Easings(input).of(change);
    }

    @Override
    public Plan dropUnique(ConstraintChange.DropUnique change) {
        return new Easings(input).of(change);
    }

    @Override
    public Plan addForeignKey(ConstraintChange.AddForeignKey change) {
        return new DemandPlaybook(new ForeignKeyDemand(change, input), input).draft();
    }

    @Override
    public Plan dropForeignKey(ConstraintChange.DropForeignKey change) {
        return new Easings(input).of(change);
    }

    @Override
    public Plan addCheck(ConstraintChange.AddCheck change) {
        return new DemandPlaybook(new CheckDemand(change, input), input).draft();
    }

    @Override
    public Plan dropCheck(ConstraintChange.DropCheck change) {
        return new Easings(input).of(change);
    }

    @Override
    public Plan createIndex(IndexChange.CreateIndex change) {
        return new CreateIndexPlaybook(change, input).draft();
    }

    @Override
    public Plan dropIndex(IndexChange.DropIndex change) {
        return new Easings(input).of(change);
    }

    @Override
    public Plan addEnumValue(EnumChange.AddEnumValue change) {
        return new Easings(input).of(change);
    }

    @Override
    public Plan withoutPlaybook(Change change) {
        throw WithoutPlan.refusal(change);
    }
}
