package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SyncTrigger;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import java.util.ArrayList;
import java.util.List;

/** Flags a default on the new column while the sync lives: a value that nobody wrote looks like one that newer code wrote, and overwrites the old place. */
public final class DualwriteNullSemantics implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "dualwrite-null-semantics",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "A default cannot be told from a value that was written");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (plan.sync() instanceof Sync.ByTrigger sync) {
            SyncTrigger trigger = new SyncTrigger(sync, facts);
            int end = trigger.findRemoval()
                    .map(SqlUnit::order)
                    .orElse(facts.steps().size());
            facts.forward()
                    .filter(unit -> unit.order() < end && givesDefault(unit, facts.nameAt(sync.newColumn(), unit)))
                    .forEach(unit -> findings.add(INFO.finding(
                            unit.where(),
                            sync.newColumn().toString(),
                            "`" + unit.where() + "` gives `" + sync.newColumn()
                                    + "` a default while trigger `" + sync.trigger()
                                    + "` lives; an INSERT of older code brings the default with it, and the trigger takes it for a value that newer code wrote",
                            "set the default in the transaction that removes `" + sync.trigger() + "`")));
        }
        return findings;
    }

    private static boolean givesDefault(SqlUnit unit, ColumnRef column) {
        return unit.actions(AlterAction.AddColumn.class)
                        .anyMatch(add -> add.action()
                                        .column()
                                        .defaultExpression()
                                        .isPresent()
                                && SchemaDelta.isSameColumn(
                                        add.table().column(add.action().column().name()), column))
                || unit.actions(AlterAction.SetDefault.class)
                        .anyMatch(set -> SchemaDelta.isSameColumn(
                                set.table().column(set.action().column()), column));
    }
}
