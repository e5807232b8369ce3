package dev.cofferdam.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Plan;
import dev.cofferdam.samples.SamplePlan;
import org.junit.jupiter.api.Test;

class PlanFileTest {
    @Test
    void whatIsWrittenReadsBackEqual() {
        Plan plan = SamplePlan.rehearsed();
        String yaml = PlanFile.write(plan);
        assertThat(PlanFile.parse(yaml, "plan.yaml")).isEqualTo(plan);
    }
}
