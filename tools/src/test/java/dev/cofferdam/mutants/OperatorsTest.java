package dev.cofferdam.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.playbook.DraftedPlans;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every wrong plan is rejected for the reason that its operator names. */
final class OperatorsTest {
    private static final int OPERATORS_AT_LEAST = 40;

    @Test
    void everyMutantOfEveryFormOfPlanIsCaughtByARuleThatIsThereForIt() {
        List<Mutants> forms = DraftedPlans.forms(18).entrySet().parallelStream()
                .map(form -> new Mutants(form.getKey(), form.getValue()).make(Operators.all()))
                .toList();
        assertThat(forms).flatExtracting(Mutants::missed).isEmpty();
        Set<String> made = forms.stream()
                .flatMap(mutants -> mutants.made().keySet().stream())
                .collect(Collectors.toSet());
        assertThat(made).hasSizeGreaterThanOrEqualTo(OPERATORS_AT_LEAST);
        assertThat(Operators.all())
                .extracting(Operator::name)
                .doesNotHaveDuplicates()
                .allMatch(made::contains);
    }
}
