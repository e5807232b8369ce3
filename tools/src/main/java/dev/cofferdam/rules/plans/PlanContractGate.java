package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.Milestones;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.ArrayList;
import java.util.List;

/** Flags a step that takes or demands something although nobody vouched for what no query and no deploy can show. */
public final class PlanContractGate implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-contract-gate",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "Nobody vouches for what lies outside before something is taken or demanded");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        Milestones milestones = new Milestones(plan, facts);
        milestones.firstLoss().ifPresent(unit -> {
            long vouched = attestations(unit, facts);
            if (vouched < 2) {
                findings.add(INFO.finding(
                        unit.where(),
                        "loss",
                        "`" + unit.where() + "` takes `"
                                + plan.change().columns().get(0) + "` for good, and "
                                + (vouched == 0 ? "no attestation stands" : "only one attestation stands")
                                + " before it; code outside this repository and a copy of the values are two things",
                        "let the table's owner attest that nothing outside this repository uses the column, and the database's"
                                + " owner that a backup was taken or that nobody needs the values"));
            }
        });
        milestones.firstDemand().ifPresent(unit -> {
            List<ColumnRef> columns = milestones.demanded();
            boolean own = columns.stream().allMatch(facts::isCreatedByPlan);
            if (!own && attestations(unit, facts) < 1) {
                findings.add(INFO.finding(
                        unit.where(),
                        "demand",
                        "`" + unit.where() + "` demands something of `" + columns.get(0)
                                + "`, and nobody attests that jobs and imports outside this repository keep to it",
                        "let the table's owner attest it at the entry of contract"));
            }
        });
        return findings;
    }

    private static long attestations(SqlUnit before, PlanFacts facts) {
        return facts.gatesBetween(-1, before.order())
                .filter(Gate.Attestation.class::isInstance)
                .distinct()
                .count();
    }
}
