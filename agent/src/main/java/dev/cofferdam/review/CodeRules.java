package dev.cofferdam.review;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.StatementFinding;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.Optional;

/** What a review finds between code, schema and plans, where no statement of a migration is to blame. */
final class CodeRules {
    static final CodeRules MAPPED_COLUMN_MISSING = new CodeRules(
            "mapped-column-missing", Hazard.BREAKS_NEW_CODE, "The new code maps a column that no migration makes");

    static final CodeRules REQUIRED_COLUMN_UNMAPPED = new CodeRules(
            "required-column-unmapped",
            Hazard.BREAKS_NEW_CODE,
            "The new code no longer fills a column that refuses null");

    static final CodeRules RETIRED_COLUMN_USED = new CodeRules(
            "retired-column-used", Hazard.BREAKS_NEW_CODE, "The new code uses a column that a plan is about to retire");

    static final CodeRules PLAN_STEP_TOO_EARLY = new CodeRules(
            "plan-step-too-early", Hazard.BREAKS_OLD_CODE, "A step of a plan comes before one that it rests on");

    private final RuleInfo info;

    private CodeRules(String id, Hazard hazard, String summary) {
        this.info = new RuleInfo(id, Severity.WARNING, RuleClass.COMPAT, hazard, summary);
    }

    /**
     * A finding at a line of the change.
     *
     * @param line as written there
     */
    StatementFinding at(Place place, String line, String what, String remedy) {
        return new StatementFinding(
                info.finding(place.toString(), line, what, remedy),
                info.ruleClass(),
                place,
                1,
                line.isBlank() ? place.toString() : line,
                Optional.empty());
    }
}
