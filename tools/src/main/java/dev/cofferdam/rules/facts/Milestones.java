package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Optional;

/** The steps of a plan at which something is demanded of code and rows, or taken from them: where gates have to stand. */
public record Milestones(Plan plan, PlanFacts facts) {

    /** The columns of the change of which the database is to demand something; empty when it refuses already what they may not hold. */
    public List<ColumnRef> demanded() {
        if (plan.change() instanceof ColumnChange.SetNotNull set
                && set.provenBy().isEmpty()) {
            return set.columns();
        }
        if (plan.change() instanceof ConstraintChange.AddUnique unique
                && unique.index().isEmpty()) {
            return unique.columns();
        }
        if (plan.change() instanceof ConstraintChange.AddCheck
                || plan.change() instanceof ConstraintChange.AddForeignKey) {
            return plan.change().columns();
        }
        return plan.change() instanceof ColumnChange.AddColumn add && !add.nullable()
                ? List.of(add.column())
                : List.of();
    }

    /** The first unit from which on a row that does not keep to the demand is refused. */
    public Optional<SqlUnit> firstDemand() {
        List<ColumnRef> columns = demanded();
        return facts.forward()
                .filter(unit -> columns.stream().anyMatch(column -> demands(unit, column)))
                .findFirst();
    }

    private boolean demands(SqlUnit unit, ColumnRef column) {
        return unit.facts(Statement.CreateIndex.class)
                        .anyMatch(index -> index.unique()
                                && index.table().isSameTable(column.table())
                                && index.columns().contains(column.column()))
                || unit.actions(AlterAction.SetNotNull.class)
                        .anyMatch(set -> set.table().isSameTable(column.table())
                                && set.action().column().equals(column.column()))
                || unit.actions(AlterAction.AddConstraint.class)
                        .anyMatch(add -> add.table().isSameTable(column.table())
                                && (add.action().constraint().kind() == TableConstraint.Kind.FOREIGN_KEY)
                                        == (plan.change() instanceof ConstraintChange.AddForeignKey)
                                && add.action().constraint().columns().contains(column.column()));
    }

    /** The first unit that takes values of the change's column for good. */
    public Optional<SqlUnit> firstLoss() {
        return facts.forward()
                .filter(unit -> plan.change().columns().stream().anyMatch(column -> drops(unit, column)))
                .findFirst();
    }

    private boolean drops(SqlUnit unit, ColumnRef column) {
        ColumnRef name = facts.nameAt(column, unit);
        return unit.actions(AlterAction.DropColumn.class)
                .anyMatch(drop -> SchemaDelta.isSameColumn(
                        drop.table().column(drop.action().column()), name));
    }

    /** Units of contract from which on a statement that still uses the old place fails: a write guard, or a name put aside. */
    public List<SqlUnit> trials() {
        return facts.forward()
                .filter(unit -> unit.phase() == PhaseKind.CONTRACT)
                .filter(unit -> unit.facts(Statement.CreateTrigger.class).anyMatch(made -> made.table()
                                .isSameTable(plan.change().table()))
                        || plan.change().columns().stream()
                                .anyMatch(column -> !SchemaDelta.isSameColumn(
                                        facts.nameAt(column, unit), facts.nameAfter(column, unit))))
                .toList();
    }

    /** The next unit that goes further against the old place than a trial did. */
    public Optional<SqlUnit> after(SqlUnit trial) {
        return facts.forward()
                .filter(unit -> unit.order() > trial.order())
                .filter(unit -> trials().contains(unit)
                        || plan.change().columns().stream().anyMatch(column -> drops(unit, column)))
                .findFirst();
    }

    /** The last deploy before the unit. */
    public Optional<PlacedStep> lastDeploy(SqlUnit before) {
        return facts.steps().stream()
                .filter(step -> step.order() < before.order() && step.step() instanceof Step.Deploy)
                .reduce((first, second) -> second);
    }
}
