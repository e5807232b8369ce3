package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlacedQuery;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.Statement;
import java.util.List;

/** Flags a gate, or a query that shows progress, that is not one SELECT: looking must not change anything. */
public final class GateReadOnly implements PlanRule {
    private static final RuleInfo INFO =
            new RuleInfo("gate-read-only", Severity.ERROR, Hazard.LOSES_DATA, "A gate's query is not one SELECT");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        return facts.queries().stream()
                .filter(query -> !isOneSelect(query))
                .map(query -> INFO.finding(
                        query.where(),
                        query.sql(),
                        "the query of `" + query.where() + "` is not one SELECT: "
                                + query.sql().lines().findFirst().orElse("").strip(),
                        "write it as one SELECT that returns one value"))
                .toList();
    }

    /** What could not be read is the business of {@link PlanUndecided}. */
    private static boolean isOneSelect(PlacedQuery query) {
        return query.statements().size() == 1
                && (query.statements().get(0).facts() instanceof Statement.CouldNotDecide
                        || query.statements().get(0).facts() instanceof Statement.Query select
                                && select.verb() == Statement.Verb.SELECT);
    }
}
