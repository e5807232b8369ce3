package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags a backfill that has no key to go along, or one whose values are not there for every row from the beginning. */
public final class BackfillBatched implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "backfill-batched",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "A backfill does not go along a key that every row has");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (PlacedStep placed : facts.steps()) {
            if (placed.step() instanceof Step.Backfill backfill) {
                wrong(backfill, facts)
                        .ifPresent(
                                why -> findings.add(
                                        INFO.finding(
                                                placed.where(),
                                                backfill.key().toString(),
                                                "`" + placed.where() + "` " + why,
                                                "go along the primary key of `" + backfill.table()
                                                        + "`, or another unique key without nulls that the table has had before the plan")));
            }
        }
        return findings;
    }

    private static Optional<String> wrong(Step.Backfill backfill, PlanFacts facts) {
        if (backfill.key().stream().allMatch(String::isBlank)) {
            return Optional.of("names no key, so its batches have no bounds and each of them reads the whole table");
        }
        for (String name : backfill.key()) {
            if (name.isBlank()) {
                return Optional.of("names an empty column as a part of its key");
            }
            ColumnRef column = backfill.table().column(name);
            if (facts.isCreatedByPlan(column)) {
                return Optional.of(
                        "goes along `" + name + "`, which the plan itself adds: rows without a value are never met");
            }
            if (facts.described(column, "nullable").filter("true"::equals).isPresent()) {
                return Optional.of("goes along `" + name + "`, which may be null: such rows are never met");
            }
        }
        return Optional.empty();
    }
}
