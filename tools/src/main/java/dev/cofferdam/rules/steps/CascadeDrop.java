package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Flags CASCADE, forward and back: it removes dependents that nobody has read about. */
public final class CascadeDrop implements PlanRule {
    private static final RuleInfo INFO =
            new RuleInfo("cascade-drop", Severity.ERROR, Hazard.LOSES_DATA, "CASCADE removes dependents unseen");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            unit.facts(Statement.Drop.class).filter(Statement.Drop::cascade).forEach(drop -> drop.names()
                    .forEach(name -> findings.add(finding(
                            unit, drop.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " `" + name + "`"))));
            unit.actions(AlterAction.DropColumn.class)
                    .filter(drop -> drop.action().cascade())
                    .forEach(drop -> findings.add(finding(
                            unit, "column `" + drop.table().column(drop.action().column()) + "`")));
            unit.actions(AlterAction.DropConstraint.class)
                    .filter(drop -> drop.action().cascade())
                    .forEach(drop -> findings.add(
                            finding(unit, "constraint `" + drop.action().constraint() + "`")));
        }
        return findings;
    }

    private static Finding finding(SqlUnit unit, String object) {
        return INFO.finding(
                unit.where(),
                object,
                "`" + unit.where() + "` drops " + object
                        + " with CASCADE, and with it views, keys and functions that the plan does not name",
                "drop each dependent by name first, then " + object + " without CASCADE");
    }
}
