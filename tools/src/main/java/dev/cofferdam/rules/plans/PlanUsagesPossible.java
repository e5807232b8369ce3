package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Confidence;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the places that only look like usages, in one finding, for a person to go through. */
public final class PlanUsagesPossible implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-usages-possible",
            Severity.INFO,
            Hazard.BREAKS_NEW_CODE,
            "Places where the name was found and nothing binds it to the column");
    private static final int SHOWN = 20;

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Usage> possible = plan.usages().stream()
                .filter(usage -> usage.confidence() == Confidence.POSSIBLE)
                .sorted(java.util.Comparator.comparing(Usage::place).thenComparing(Usage::id))
                .toList();
        if (possible.isEmpty()) {
            return List.of();
        }
        String places = possible.stream()
                .limit(SHOWN)
                .map(usage -> usage.place().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        String more =
                possible.size() > SHOWN ? ", and " + (possible.size() - SHOWN) + " more in the plan's usages" : "";
        return List.of(INFO.finding(
                "usages",
                possible.stream().map(Usage::id).sorted().collect(Collectors.joining(",")),
                possible.size() + (possible.size() == 1 ? " place may" : " places may") + " mean `"
                        + possible.get(0).column() + "`: " + places + more,
                "look at each; add an edit for those that do"));
    }
}
