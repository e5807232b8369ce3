package dev.cofferdam.playbook.demands;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.playbook.parts.PlanningInput;
import dev.cofferdam.schema.Constraint;
import java.util.Set;
import java.util.stream.Collectors;

/** The constraint that the naive change has made: under the name that was asked for, or that the server has chosen. */
final class NewConstraint {
    private NewConstraint() {}

    static Constraint of(ConstraintChange change, Constraint.Kind kind, PlanningInput input) {
        Set<String> before = input.before().table(change.table()).constraints().stream()
                .map(Constraint::name)
                .collect(Collectors.toSet());
        return input.after().table(change.table()).constraints().stream()
                .filter(constraint -> constraint.kind() == kind && !before.contains(constraint.name()))
                .findFirst()
                .orElseThrow();
    }
}
