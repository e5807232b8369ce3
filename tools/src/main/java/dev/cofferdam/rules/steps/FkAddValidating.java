package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;

/** Flags ADD FOREIGN KEY that is not NOT VALID on a table that was there before the plan: writers of both tables wait for the look-ups. */
public final class FkAddValidating implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "fk-add-validating",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "A foreign key goes through all rows while writers of both tables wait");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        return AddedConstraint.of(TableConstraint.Kind.FOREIGN_KEY, facts).stream()
                .filter(added -> added.looksAtRows() && !isOfNewNulls(added))
                .map(added -> INFO.finding(
                        added.unit().where(),
                        added.subject(),
                        "`" + added.unit().where() + "` adds " + added.words() + " and looks up every row of `"
                                + added.table()
                                + "` under SHARE ROW EXCLUSIVE; writers of both tables wait until the last is found",
                        added.sql(" NOT VALID") + " in this step, and " + added.validation()
                                + " in a later step of its own"))
                .toList();
    }

    /** A column that comes without a default holds only nulls, which refer to nothing: the server skips the look-ups. */
    private static boolean isOfNewNulls(AddedConstraint added) {
        return added.inlineOf()
                .filter(column -> column.defaultExpression().isEmpty()
                        && column.generated().isEmpty())
                .isPresent();
    }
}
