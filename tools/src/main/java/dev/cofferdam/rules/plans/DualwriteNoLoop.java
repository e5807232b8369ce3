package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.RoutineBody;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Flags a sync trigger whose function writes the table that fires it: it calls itself until the stack is full, or overwrites what it was told. */
public final class DualwriteNoLoop implements PlanRule {
    private static final RuleInfo INFO =
            new RuleInfo("dualwrite-no-loop", Severity.ERROR, Hazard.BREAKS_OLD_CODE, "The sync trigger fires itself");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (plan.sync() instanceof Sync.ByTrigger sync) {
            for (SqlUnit unit : facts.units()) {
                unit.facts(Statement.CreateRoutine.class)
                        .filter(routine -> routine.name().name().equals(StoredName.unqualified(sync.function())))
                        .flatMap(routine -> writesItself(routine, sync).stream())
                        .forEach(act -> findings.add(INFO.finding(
                                unit.where(),
                                act,
                                "the function of trigger `" + sync.trigger() + "` says " + act
                                        + ", and that table fires the trigger: each write calls it again",
                                "assign to NEW in a BEFORE trigger; that writes both columns and fires nothing")));
            }
        }
        return findings;
    }

    private static List<String> writesItself(Statement.CreateRoutine routine, Sync.ByTrigger sync) {
        return RoutineBody.findActs(
                        routine.body(),
                        table -> !table.isSameTable(sync.oldColumn().table()))
                .stream()
                .filter(act -> act.endsWith(" " + sync.oldColumn().table()))
                .toList();
    }
}
