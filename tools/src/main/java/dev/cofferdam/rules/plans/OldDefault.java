package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.sql.AlterAction;
import java.util.List;
import java.util.Optional;

/**
 * The default that a column had before another one was set: the statements alone do not tell that there was one.
 *
 * @param back the units of a way back
 */
record OldDefault(Plan plan, PlanFacts facts, List<SqlUnit> back) {
    OldDefault {
        back = List.copyOf(back);
    }

    /** Whether the change sets another default, and the way back ends with the one that a tool had reported. */
    boolean isGivenBack() {
        if (!(plan.change() instanceof ColumnChange.ChangeDefault change)
                || change.defaultValue().isEmpty()) {
            return false;
        }
        Optional<String> last = back.stream()
                .flatMap(unit -> unit.actions(AlterAction.SetDefault.class))
                .filter(set ->
                        SchemaDelta.isSameColumn(set.table().column(set.action().column()), change.column()))
                .map(set -> bare(set.action().expression()))
                .reduce((first, second) -> second);
        return last.isPresent()
                && last.equals(facts.described(change.column(), "default").map(OldDefault::bare));
    }

    private static String bare(String expression) {
        return expression.replaceAll("\\s+", "");
    }
}
