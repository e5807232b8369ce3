package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a report on a statement weighs in a plan, where more is known than beside a file: nothing when a rule about plans decides the question. */
final class Weight {
    private static final String READERS = "plan-no-destructive-before-readers-moved";
    private static final String ASKED = "plan-keeps-to-change";

    /**
     * By rule the one about plans that decides instead. Whether running code minds follows from usages, edits, deploys and gates, whether something
     * may go or change from what the change asks; a file tells none of them.
     */
    private static final Map<String, String> DECIDED_BY = Map.ofEntries(
            Map.entry("column-drop", READERS),
            Map.entry("column-rename", READERS),
            Map.entry("column-drop-cascades", "plan-rollback-restores"),
            Map.entry("table-drop", READERS),
            Map.entry("table-rename", READERS),
            Map.entry("constraint-new-rule-breaks-old-writers", READERS),
            Map.entry("column-add-default-then-drop", "contract-relax-before-stop-writing"),
            Map.entry("constraint-drop", ASKED),
            Map.entry("not-null-drop", ASKED),
            Map.entry("column-default-change", ASKED),
            Map.entry("fk-cascade-behaviour", ASKED),
            Map.entry("enum-new-value-readers", "plan-usages-settled"),
            Map.entry("column-add-json", ASKED),
            Map.entry("trigger-create", ASKED),
            Map.entry("trigger-drop", ASKED),
            Map.entry("routine-change-untracked", ASKED),
            Map.entry("column-type-client-visible", "plan-usages-settled"),
            Map.entry("column-type-narrowing", ASKED),
            Map.entry("refused-by-history", "rehearsal-step-fails"),
            Map.entry("lock-timeout-missing", "lock-timeout-missing"));

    /** The one habit that does harm in a plan as well: the others are about files, and a step says itself how to see that it is done. */
    private static final String DIES_HALF_WAY = "statement-timeout-misuse";

    private final Plan plan;

    Weight(Plan plan) {
        this.plan = plan;
    }

    /** Whether the rule is asked about steps at all. */
    static boolean counts(RuleInfo rule) {
        boolean isHabit = rule.ruleClass() == RuleClass.HYGIENE && !rule.id().equals(DIES_HALF_WAY);
        return rule.ruleClass() != RuleClass.ADVICE && !isHabit && !DECIDED_BY.containsKey(rule.id());
    }

    /** How grave the report is where the unit runs; empty when it says nothing there. */
    Optional<Severity> of(Report report, SqlUnit unit) {
        // An undo is run by hand and states no limits of its own: those of its step do not end it.
        boolean foreignLimit = report.rule().id().equals(DIES_HALF_WAY) && unit.isUndo();
        if (!counts(report.rule()) || foreignLimit) {
            return Optional.empty();
        }
        return Optional.of(isStatedPrice(unit) ? Severity.INFO : report.severity());
    }

    /** A way back that stops everybody, and says so in the lock that it expects and in what is lost: whoever takes it has read it. */
    private boolean isStatedPrice(SqlUnit unit) {
        boolean expected = unit.locks().stream().anyMatch(lock -> lock.hold() == LockExpectation.Hold.REWRITE);
        return unit.route() == Route.ABANDON
                && expected
                && plan.boundaries().stream()
                        .filter(boundary -> unit.where().startsWith(PlanFacts.where(boundary, Route.ABANDON) + "/"))
                        .anyMatch(boundary -> boundary.abandon()
                                .loss()
                                .toLowerCase(Locale.ROOT)
                                .contains("availability"));
    }
}
