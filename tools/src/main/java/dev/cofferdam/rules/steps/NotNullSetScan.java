package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags NOT NULL that is put on a column before anything has proved it: nobody reads or writes while the server looks at every row. */
public final class NotNullSetScan implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "not-null-set-scan",
            Severity.ERROR,
            Hazard.BLOCKS_READS,
            "NOT NULL goes through all rows while everybody waits");

    /** From here on SET NOT NULL takes a valid check constraint for a proof: release notes of PostgreSQL 12, E.23.3.1.4. */
    private static final int FIRST_WITH_PROOF = 12;

    /** From here on NOT NULL is a constraint that may be added NOT VALID: PostgreSQL docs, ALTER TABLE, of version 18. */
    private static final int FIRST_WITH_CONSTRAINT = 18;

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (AddedConstraint added : AddedConstraint.of(TableConstraint.Kind.NOT_NULL, facts)) {
            ColumnRef column = added.table().column(added.constraint().columns().get(0));
            if (added.looksAtRows() && !isProved(column, added.unit(), plan, facts)) {
                findings.add(finding(added.unit(), column, plan));
            }
        }
        for (SqlUnit unit : facts.units()) {
            unit.actions(AlterAction.SetNotNull.class)
                    .filter(set -> !facts.isOwn(unit, set.table()))
                    .map(set -> set.table().column(set.action().column()))
                    .filter(column -> !isProved(column, unit, plan, facts))
                    .forEach(column -> findings.add(finding(unit, column, plan)));
        }
        return findings;
    }

    private static Finding finding(SqlUnit unit, ColumnRef column, Plan plan) {
        boolean asConstraint = plan.engine().major() >= FIRST_WITH_CONSTRAINT;
        String proof = asConstraint ? "NOT NULL " + column.column() : "CHECK (" + column.column() + " IS NOT NULL)";
        return INFO.finding(
                unit.where(),
                column.toString(),
                "`" + unit.where() + "` makes `" + column + "` NOT NULL and goes through all rows of `" + column.table()
                        + "` under ACCESS EXCLUSIVE, because nothing has proved it before",
                "ALTER TABLE " + column.table() + " ADD CONSTRAINT ... " + proof
                        + " NOT VALID in one step and VALIDATE CONSTRAINT in the next"
                        + (asConstraint ? "" : "; then SET NOT NULL reads no row"));
    }

    private static boolean isProved(ColumnRef column, SqlUnit unit, Plan plan, PlanFacts facts) {
        if (plan.engine().major() < FIRST_WITH_PROOF) {
            return false;
        }
        Proofs proofs = new Proofs(column);
        facts.before(unit).forEach(proofs::apply);
        return proofs.holdWhereSet(unit) || isProvedBefore(column, plan, proofs);
    }

    /** The schema's own check constraint, by which the change says that nothing new is asked. */
    private static boolean isProvedBefore(ColumnRef column, Plan plan, Proofs proofs) {
        return plan.change() instanceof ColumnChange.SetNotNull change
                && SchemaDelta.isSameColumn(change.column(), column)
                && change.provenBy()
                        .filter(name -> !proofs.dropped.contains(name))
                        .isPresent();
    }

    /** Names of valid constraints that refuse null in one column, as statements come and go. */
    private static final class Proofs {
        private final ColumnRef column;
        private final List<String> stated = new ArrayList<>();
        private final List<String> valid = new ArrayList<>();
        private final List<String> dropped = new ArrayList<>();

        Proofs(ColumnRef column) {
            this.column = column;
        }

        void apply(SqlUnit unit) {
            unit.facts(Statement.AlterTable.class)
                    .filter(alter -> alter.table().isSameTable(column.table()))
                    .forEach(alter -> alter.actions().forEach(this::apply));
        }

        private void apply(AlterAction action) {
            if (action instanceof AlterAction.AddConstraint add && refusesNull(add.constraint())) {
                add.constraint().name().ifPresent(add.constraint().notValid() ? stated::add : valid::add);
            }
            if (action instanceof AlterAction.ValidateConstraint validate && stated.contains(validate.constraint())) {
                valid.add(validate.constraint());
            }
            // Another column of this name: what was proved of the one before says nothing of it.
            if (action instanceof AlterAction.AddColumn add
                            && add.column().name().equals(column.column())
                    || action instanceof AlterAction.RenameColumn rename
                            && rename.column().equals(column.column())) {
                stated.clear();
                valid.clear();
            }
            if (action instanceof AlterAction.DropConstraint drop) {
                stated.remove(drop.constraint());
                valid.remove(drop.constraint());
                dropped.add(drop.constraint());
            }
        }

        /** Whether a proof is there when the unit comes to the column; its own statements before that count too. */
        boolean holdWhereSet(SqlUnit unit) {
            for (Statement.AlterTable alter : unit.facts(Statement.AlterTable.class)
                    .filter(each -> each.table().isSameTable(column.table()))
                    .toList()) {
                boolean sets = alter.actions().stream().anyMatch(this::sets);
                // A proof that goes in the same command is none: PostgreSQL docs, ALTER TABLE, SET NOT NULL.
                Optional<AlterAction> drops = alter.actions().stream()
                        .filter(action ->
                                action instanceof AlterAction.DropConstraint drop && valid.contains(drop.constraint()))
                        .findFirst();
                if (sets) {
                    return valid.size() > (drops.isPresent() ? 1 : 0);
                }
                alter.actions().forEach(this::apply);
            }
            return !valid.isEmpty();
        }

        private boolean sets(AlterAction action) {
            return action instanceof AlterAction.SetNotNull set && set.column().equals(column.column())
                    || action instanceof AlterAction.AddConstraint add
                            && add.constraint().kind() == TableConstraint.Kind.NOT_NULL
                            && add.constraint().columns().contains(column.column());
        }

        private boolean refusesNull(TableConstraint constraint) {
            return !constraint.notEnforced()
                    && constraint.columns().equals(List.of(column.column()))
                    && (constraint.kind() == TableConstraint.Kind.NOT_NULL
                            || constraint.kind() == TableConstraint.Kind.CHECK
                                    && constraint
                                            .expression()
                                            .filter(this::isNotNullTest)
                                            .isPresent());
        }

        private boolean isNotNullTest(String expression) {
            String bare = expression.strip();
            while (bare.startsWith("(") && bare.endsWith(")")) {
                bare = bare.substring(1, bare.length() - 1).strip();
            }
            return bare.matches("(?i)" + StoredName.pattern(column.column()) + "\\s+is\\s+not\\s+null");
        }
    }
}
