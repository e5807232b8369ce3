package dev.cofferdam.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fixtures mean something only while the plan that they edit is right as it stands. */
final class ReferencePlanTest {

    @Test
    void theReferencePlanHasNothingButItsTriageList() {
        Plan plan = PlanVariant.reference();
        PlanFacts facts = PlanFacts.of(plan);
        List<Finding> findings = Rules.check(plan, facts);
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.INFO))
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("plan-usages-possible"));
    }

    @Test
    void everyStatementOfTheReferencePlanWasRead() {
        PlanFacts facts = PlanFacts.of(PlanVariant.reference());
        assertThat(facts.units()).hasSizeGreaterThan(12).allSatisfy(unit -> assertThat(unit.statements())
                .isNotEmpty());
    }
}
