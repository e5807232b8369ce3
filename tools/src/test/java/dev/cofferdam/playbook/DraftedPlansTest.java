package dev.cofferdam.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Verdict;
import dev.cofferdam.playbook.renames.RenamePlanVerdictTest;
import dev.cofferdam.validate.Validator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules find nothing in what the playbooks draft from statements alone, for every version that writes something of its own. */
final class DraftedPlansTest {

    @ParameterizedTest
    @ValueSource(ints = {18, 12})
    void everyDraftedPlanIsAccepted(int version) {
        List<String> wrong = new ArrayList<>();
        DraftedPlans.all(version).forEach((name, plan) -> {
            Verdict verdict = Validator.validate(plan);
            RenamePlanVerdictTest.unexpected(plan, verdict)
                    .forEach(finding -> wrong.add(name + ": " + finding.severity() + " " + finding.rule() + " "
                            + finding.where() + " " + finding.what()));
            if (!verdict.isAccepted()) {
                wrong.add(name + ": " + verdict.outcome());
            }
        });
        assertThat(wrong).isEmpty();
    }
}
