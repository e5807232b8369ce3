package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.facts.SyncTrigger;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags a sync trigger that does not come in one transaction with its column, or outlives a column that it names. */
public final class DualwriteInstallAtomic implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "dualwrite-install-atomic",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "Sync trigger and column do not come and go in one transaction");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (plan.sync() instanceof Sync.ByTrigger sync) {
            SyncTrigger trigger = new SyncTrigger(sync, facts);
            checkInstallation(sync, trigger, facts, findings);
            checkWay(sync, trigger, facts.forward().toList(), false, findings);
            for (var boundary : plan.boundaries()) {
                boolean there = trigger.findInstallation()
                        .filter(unit -> facts.findStep(boundary.afterStep())
                                .filter(after -> after.order() >= unit.order())
                                .isPresent())
                        .isPresent();
                boolean gone = trigger.findRemoval()
                        .filter(unit -> facts.findStep(boundary.afterStep())
                                .filter(after -> after.order() >= unit.order())
                                .isPresent())
                        .isPresent();
                for (Route route : List.of(Route.RETREAT, Route.ABANDON)) {
                    checkWay(sync, trigger, facts.rollback(boundary, route).toList(), there && !gone, findings);
                }
            }
        }
        return findings;
    }

    private static void checkInstallation(
            Sync.ByTrigger sync, SyncTrigger trigger, PlanFacts facts, List<Finding> findings) {
        Optional<SqlUnit> installed = trigger.findInstallation();
        Optional<SqlUnit> added = facts.forward()
                .filter(unit ->
                        unit.actions(AlterAction.AddColumn.class).anyMatch(add -> isColumn(sync.newColumn(), add)))
                .findFirst();
        if (installed.isEmpty() || added.isEmpty()) {
            return;
        }
        boolean together = installed.get().equals(added.get()) && added.get().isOneTransaction();
        if (!together) {
            findings.add(INFO.finding(
                    installed.get().where(),
                    "installation",
                    "`" + sync.newColumn() + "` is added by `"
                            + added.get().step().id() + "` and trigger `" + sync.trigger()
                            + "` is created by `" + installed.get().step().id()
                            + "`, not in one transaction; rows written in between miss the sync",
                    "put ALTER TABLE " + sync.newColumn().table() + " ADD COLUMN "
                            + sync.newColumn().column() + ", function `" + sync.function() + "` and trigger `"
                            + sync.trigger() + "` into one step with one transaction"));
        }
    }

    private static boolean isColumn(ColumnRef column, SqlUnit.TableAction<AlterAction.AddColumn> add) {
        return add.table().isSameTable(column.table())
                && add.action().column().name().equals(column.column());
    }

    /** Follows the trigger statement by statement: a column it names, or its function, must not go while it is there. */
    private static void checkWay(
            Sync.ByTrigger sync, SyncTrigger trigger, List<SqlUnit> way, boolean thereAtStart, List<Finding> findings) {
        boolean there = thereAtStart;
        for (SqlUnit unit : way) {
            for (ParsedStatement statement : unit.statements()) {
                there = trigger.isThereAfter(statement.facts(), there);
                Optional<ColumnRef> lost = trigger.findLostColumn(statement.facts());
                if (there && lost.isPresent()) {
                    findings.add(outlives(sync, unit, "column `" + lost.get() + "`"));
                }
                if (there && trigger.dropsFunction(statement.facts())) {
                    findings.add(outlives(sync, unit, "function `" + sync.function() + "`"));
                }
            }
            checkTogether(sync, trigger, unit, findings);
        }
    }

    /** Trigger and column of one step must also share its transaction: otherwise a crash leaves one without the other. */
    private static void checkTogether(Sync.ByTrigger sync, SyncTrigger trigger, SqlUnit unit, List<Finding> findings) {
        boolean dropsTrigger =
                unit.statements().stream().anyMatch(statement -> !trigger.isThereAfter(statement.facts(), true));
        boolean dropsColumn = unit.statements().stream()
                .anyMatch(statement -> trigger.findLostColumn(statement.facts()).isPresent());
        if (dropsTrigger && dropsColumn && !unit.isOneTransaction()) {
            findings.add(INFO.finding(
                    unit.where(),
                    "removal",
                    "trigger `" + sync.trigger()
                            + "` and a column that it names go in one step, but in separate transactions",
                    "run step `" + unit.step().id() + "` with transaction one-transaction"));
        }
    }

    private static Finding outlives(Sync.ByTrigger sync, SqlUnit unit, String what) {
        return INFO.finding(
                unit.where(),
                "outlives " + what,
                what + " goes while trigger `" + sync.trigger() + "` is still there; every write to `"
                        + sync.oldColumn().table() + "` fails, or the statement itself is refused",
                "write DROP TRIGGER " + sync.trigger() + " ON "
                        + sync.oldColumn().table() + " in the same transaction, before it");
    }
}
