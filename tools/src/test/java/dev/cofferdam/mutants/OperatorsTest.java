package dev.cofferdam.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.planfile.PlanFile;
import dev.cofferdam.playbook.DraftedPlans;
import dev.cofferdam.validate.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every wrong plan is rejected for the reason that its operator names. */
final class OperatorsTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int OPERATORS_AT_LEAST = 40;

    @Test
    void everyMutantOfEveryFormOfPlanIsCaughtByARuleThatIsThereForIt() throws JsonProcessingException {
        Map<String, Integer> made = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        for (Map.Entry<String, Plan> drafted : DraftedPlans.forms(18).entrySet()) {
            JsonNode tree = YAML.readTree(PlanFile.write(drafted.getValue()));
            for (Operator operator : Operators.all()) {
                for (Map.Entry<String, JsonNode> mutant : operator.mutants(tree)) {
                    made.merge(operator.name(), 1, Integer::sum);
                    List<String> seen = seen(mutant.getValue());
                    if (seen.stream().noneMatch(operator.caughtBy()::contains)) {
                        missed.add(operator + ", " + drafted.getKey() + " at " + mutant.getKey() + ": " + seen);
                    }
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(made).hasSizeGreaterThanOrEqualTo(OPERATORS_AT_LEAST);
        assertThat(Operators.all())
                .extracting(Operator::name)
                .doesNotHaveDuplicates()
                .allMatch(made::containsKey);
    }

    private static List<String> seen(JsonNode mutant) throws JsonProcessingException {
        try {
            return Validator.open(PlanFile.parse(YAML.writeValueAsString(mutant), "the mutant")).stream()
                    .map(Finding::rule)
                    .distinct()
                    .toList();
        } catch (UserError refused) {
            return List.of("refused by the plan file: " + refused.getMessage());
        }
    }
}
