package dev.cofferdam.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cofferdam.playbook.EditedPlanTest.Planned;
import java.util.List;
import java.util.function.Consumer;

/** What is done to a good plan, and the rule and the place that have to tell it when the plan is played. */
interface Defect {
    String name();

    Cut cut();

    /**
     * A defect's parts.
     *
     * @param rule pattern of the rules that tell it
     * @param where pattern of the step or boundary at which it shows
     * @param plans the plans in which it can be made
     */
    record Cut(Consumer<PlanSurgery> made, String rule, String where, List<Planned> plans) {
        public Cut {
            plans = List.copyOf(plans);
        }
    }

    /** How often something was cut. */
    default int make(JsonNode plan) {
        PlanSurgery surgery = new PlanSurgery(plan);
        cut().made().accept(surgery);
        return surgery.cuts();
    }

    /** Whether a finding of this rule at this place is the one that the defect has to lead to. */
    default boolean isFoundBy(String foundRule, String foundWhere) {
        return foundRule.matches(cut().rule()) && foundWhere.matches(cut().where());
    }
}
