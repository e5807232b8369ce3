package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A constraint that a statement puts on a table which was there before the plan, so that its rows have to be looked at.
 *
 * @param inlineOf the column that the same action adds, when the constraint is written beside its type
 */
record AddedConstraint(SqlUnit unit, TableRef table, TableConstraint constraint, Optional<ColumnDefinition> inlineOf) {

    /** All of this kind in the plan, forward and back; nobody waits for a table that the plan itself makes. */
    static List<AddedConstraint> of(TableConstraint.Kind kind, PlanFacts facts) {
        return facts.units().stream()
                .flatMap(AddedConstraint::of)
                .filter(added -> added.constraint.kind() == kind && !facts.isOwn(added.unit, added.table))
                .toList();
    }

    private static Stream<AddedConstraint> of(SqlUnit unit) {
        return unit.facts(Statement.AlterTable.class)
                .flatMap(alter -> alter.actions().stream().flatMap(action -> of(unit, alter.table(), action)));
    }

    private static Stream<AddedConstraint> of(SqlUnit unit, TableRef table, AlterAction action) {
        if (action instanceof AlterAction.AddConstraint add) {
            return Stream.of(new AddedConstraint(unit, table, add.constraint(), Optional.empty()));
        }
        return action instanceof AlterAction.AddColumn add
                ? add.inline().stream()
                        .map(inline -> new AddedConstraint(unit, table, inline, Optional.of(add.column())))
                : Stream.empty();
    }

    /** Whether the statement itself goes through the rows: PostgreSQL docs, ALTER TABLE, ADD table_constraint. */
    boolean looksAtRows() {
        return !constraint.notValid() && !constraint.notEnforced();
    }

    /** What tells it from others in the same place. */
    String subject() {
        return table + " " + constraint.name().orElse(constraint.definition());
    }

    /** {@code constraint `t_c_check`}, or its definition when it has no name. */
    String words() {
        return "constraint `" + constraint.name().orElse(constraint.definition()) + "`";
    }

    /** That its index is built under a lock for which everybody waits. */
    Finding buildsIndex(RuleInfo rule, String consequence, String remedy) {
        return rule.finding(
                unit.where(),
                subject(),
                "`" + unit.where() + "` adds " + words() + " and builds its index on `" + table
                        + "` under ACCESS EXCLUSIVE; " + consequence,
                remedy);
    }

    /** Those of the kind that take over no index built before. */
    static List<Finding> buildingIndexes(TableConstraint.Kind kind, RuleInfo rule, PlanFacts facts, String then) {
        return of(kind, facts).stream()
                .filter(added -> added.constraint.usingIndex().isEmpty())
                .map(added -> added.buildsIndex(
                        rule,
                        "reads and writes wait until it is built",
                        "build it first, with CREATE UNIQUE INDEX CONCURRENTLY in a step of its own, then " + then))
                .toList();
    }

    /** ADD as SQL writes it, with whatever comes behind the definition. */
    String sql(String behind) {
        return "ALTER TABLE " + table + " ADD "
                + constraint.name().map(name -> "CONSTRAINT " + name + " ").orElse("") + constraint.definition()
                + behind;
    }

    /** What proves it of the rows later. */
    String validation() {
        return "ALTER TABLE " + table + " VALIDATE CONSTRAINT "
                + constraint.name().orElse("(its name)");
    }
}
