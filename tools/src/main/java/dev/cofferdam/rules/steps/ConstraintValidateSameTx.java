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
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Flags a VALIDATE CONSTRAINT that reads all rows while its transaction holds the lock of an earlier statement. */
public final class ConstraintValidateSameTx implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "constraint-validate-same-tx",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "VALIDATE shares a transaction with a statement that holds a lock");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.units().forEach(unit -> check(unit, findings));
        return findings;
    }

    private static void check(SqlUnit unit, List<Finding> findings) {
        for (ParsedStatement statement : unit.statements()) {
            if (!(statement.facts() instanceof Statement.AlterTable alter)) {
                continue;
            }
            boolean shares =
                    unit.isOneTransaction() && unit.statements().stream().anyMatch(ConstraintValidateSameTx::changes)
                            || alter.actions().size() > 1;
            alter.actions().stream()
                    .filter(AlterAction.ValidateConstraint.class::isInstance)
                    .map(AlterAction.ValidateConstraint.class::cast)
                    .filter(validate -> shares && (unit.isOneTransaction() || !LongWork.isValidation(statement)))
                    .forEach(validate -> findings.add(INFO.finding(
                            unit.where(),
                            validate.constraint(),
                            "`" + unit.where() + "` validates `" + validate.constraint()
                                    + "` in a transaction that also changes something; the stronger lock on `"
                                    + alter.table()
                                    + "` is held while all rows are read",
                            "put ALTER TABLE " + alter.table() + " VALIDATE CONSTRAINT " + validate.constraint()
                                    + " into a step of its own")));
        }
    }

    /** Anything but another VALIDATE or a setting, which hold no lock that writers wait for. */
    private static boolean changes(ParsedStatement statement) {
        return !LongWork.isValidation(statement)
                && !(statement.facts() instanceof Statement.SetSetting)
                && !(statement.facts() instanceof Statement.Transaction);
    }
}
