package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Flags a step that counts as done when its index is there, valid or not, its constraint, validated or not, or its trigger, switched on or not. */
public final class VerifyStructure implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "verify-structure",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "An index or constraint counts as done before it is valid");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            if (unit.step() instanceof Step.Sql sql && !unit.isUndo()) {
                flagOf(unit)
                        .filter(flag -> !asks(sql.doneWhen(), flag))
                        .ifPresent(flag -> findings.add(INFO.finding(
                                unit.where(),
                                flag,
                                "`" + unit.where() + "` counts as done when "
                                        + sql.doneWhen().sql()
                                        + " says so, which does not ask for `" + flag
                                        + "`; what a run that was interrupted left behind passes for the real thing",
                                "ask for `" + flag + "` too")));
            }
        }
        return findings;
    }

    /** The catalog's column that tells what was finished from what was begun: PostgreSQL docs, pg_index, pg_constraint and pg_trigger. */
    private static Optional<String> flagOf(SqlUnit unit) {
        if (unit.facts(Statement.CreateIndex.class).anyMatch(Statement.CreateIndex::concurrently)) {
            return Optional.of("indisvalid");
        }
        // A trigger that somebody switched off keeps its row in pg_trigger.
        if (unit.facts(Statement.CreateTrigger.class).findAny().isPresent()
                && unit.step() instanceof Step.Sql sql
                && asks(sql.doneWhen(), "pg_trigger")) {
            return Optional.of("tgenabled");
        }
        return unit.actions(AlterAction.ValidateConstraint.class).findAny().isPresent()
                        && unit.actions(AlterAction.DropConstraint.class)
                                .findAny()
                                .isEmpty()
                ? Optional.of("convalidated")
                : Optional.empty();
    }

    private static boolean asks(Gate.Query doneWhen, String flag) {
        return doneWhen.sql().toLowerCase(Locale.ROOT).contains(flag);
    }
}
