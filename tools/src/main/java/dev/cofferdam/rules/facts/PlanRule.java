package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.List;

/** Detects one hazard in a plan from any source: a playbook, a model or a person's edit. Pure. */
public interface PlanRule {
    RuleInfo info();

    /** Every finding of this rule, in the order of the plan; empty when the plan is clean. */
    List<Finding> check(Plan plan, PlanFacts facts);
}
