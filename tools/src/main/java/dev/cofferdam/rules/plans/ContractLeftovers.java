package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit.Part;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Flags scaffolding that is still standing when the plan is over: the sync's trigger and function, the backfill's objects. */
public final class ContractLeftovers implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "contract-leftovers",
            Severity.ERROR,
            Hazard.LEAVES_RUBBISH,
            "Scaffolding is still there when the plan is over");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        Set<String> scaffolding = scaffolding(plan, facts);
        SchemaDelta end = new SchemaDelta(facts::createsObject);
        facts.forward().forEach(end::apply);
        return end.added().stream()
                .filter(item -> scaffolding.contains(item.name()))
                .map(item -> INFO.finding(
                        "contract",
                        item.words(),
                        item.words() + " is still there when the plan is over",
                        "drop " + item.words() + " in contract, or in the teardown of the backfill that needs it"))
                .toList();
    }

    /** Names of what only the sync and the backfills need. */
    static Set<String> scaffolding(Plan plan, PlanFacts facts) {
        Set<String> names = new LinkedHashSet<>();
        facts.forward()
                .filter(unit -> unit.part() == Part.SETUP)
                .forEach(unit -> names.addAll(SchemaDelta.everAddedBy(unit)));
        if (plan.sync() instanceof Sync.ByTrigger sync) {
            names.add(sync.trigger());
            names.add(StoredName.of(sync.trigger()));
            names.add(StoredName.of(sync.function()));
        }
        return names;
    }
}
