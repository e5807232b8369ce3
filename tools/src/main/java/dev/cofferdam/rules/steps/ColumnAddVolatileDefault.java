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
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Volatility;
import java.util.ArrayList;
import java.util.List;

/** Flags ADD COLUMN whose value the server has to compute for each row: it writes the whole table anew while nobody reads or writes. */
public final class ColumnAddVolatileDefault implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "column-add-volatile-default",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A column is added with a value that is computed for each row");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            unit.actions(AlterAction.AddColumn.class)
                    .filter(add -> isComputed(add.action().column()) && !facts.isOwn(unit, add.table()))
                    .map(add -> add.table().column(add.action().column().name()))
                    .forEach(column -> findings.add(INFO.finding(
                            unit.where(),
                            column.toString(),
                            "`" + unit.where() + "` adds `" + column
                                    + "` with a value that is computed for each row; the whole table is written anew under ACCESS"
                                    + " EXCLUSIVE",
                            "add the column without it, set the default in a statement of its own, and fill the rows that are there"
                                    + " in batches")));
        }
        return findings;
    }

    private static boolean isComputed(ColumnDefinition column) {
        return column.defaultExpression().filter(Volatility::mayBeVolatile).isPresent()
                || column.storedGenerated()
                || column.identity().isPresent()
                || column.type().matches("(small|big)?serial");
    }
}
