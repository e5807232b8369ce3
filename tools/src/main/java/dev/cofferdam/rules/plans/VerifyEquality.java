package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlacedGate;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import java.util.ArrayList;
import java.util.List;

/** Flags a gate that compares old and new place with an operator for which NULL equals everything: rows that the backfill missed pass it. */
public final class VerifyEquality implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "verify-equality",
            Severity.ERROR,
            Hazard.BREAKS_NEW_CODE,
            "A gate compares old and new place and overlooks nulls");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (facts.oldColumn().isEmpty() || facts.newColumn().isEmpty()) {
            return findings;
        }
        List<ColumnRef> pair =
                List.of(facts.oldColumn().get(), facts.newColumn().get());
        for (PlacedGate placed : facts.gates()) {
            if (placed.gate() instanceof Gate.Query query && overlooksNulls(query, pair)) {
                findings.add(INFO.finding(
                        placed.where(),
                        query.sql(),
                        "the query of `" + placed.where() + "` compares `" + pair.get(0) + "` and `" + pair.get(1)
                                + "` with <>, which is never true of a null: a row that was not filled passes",
                        "compare with IS DISTINCT FROM"));
            }
        }
        return findings;
    }

    private static boolean overlooksNulls(Gate.Query query, List<ColumnRef> pair) {
        List<String> tokens = PlainSql.tokens(query.sql());
        boolean both = pair.stream()
                .allMatch(column -> tokens.contains(PlainSql.of(Identifiers.quoteIfNeeded(column.column()))));
        return both && (tokens.contains("<>") || tokens.contains("!="));
    }
}
