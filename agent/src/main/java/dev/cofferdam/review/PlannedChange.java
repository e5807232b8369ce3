package dev.cofferdam.review;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import java.util.List;
import java.util.Optional;

/**
 * The safe way to a change, or why there is none.
 *
 * @param change in one line
 * @param plan a draft that the rules were asked about
 * @param findings what the rules say of it
 * @param refused why there is no plan; empty when there is one
 */
public record PlannedChange(
        String change, Place place, Optional<Plan> plan, List<Finding> findings, Optional<String> refused) {
    public PlannedChange {
        findings = List.copyOf(findings);
    }
}
