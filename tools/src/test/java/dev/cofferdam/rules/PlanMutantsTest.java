package dev.cofferdam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.mutants.Operators;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.info.RuleInfo;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Slips that a planner makes, each applied to the accepted plan: {@code mutants.yaml} says by which rules it must be caught, and
 * by no others, so that a rule that goes blind or begins to shout is seen.
 */
final class PlanMutantsTest {
    private static final int AT_LEAST = 60;

    @TestFactory
    Stream<DynamicTest> everyMutantIsCaughtByTheRulesNamedAndByNoOther() {
        return mutants().stream()
                .map(mutant -> dynamicTest(mutant.get("mutant").asText(), () -> {
                    Plan plan = PlanVariant.of(
                            mutant.get("edits"), mutant.get("mutant").asText());
                    PlanFacts facts = PlanFacts.of(plan);
                    TreeSet<String> caughtBy = Rules.check(plan, facts).stream()
                            .filter(finding -> finding.severity() == Severity.ERROR)
                            .map(Finding::rule)
                            .collect(Collectors.toCollection(TreeSet::new));
                    List<String> named = StreamSupport.stream(
                                    mutant.get("caught-by").spliterator(), false)
                            .map(JsonNode::asText)
                            .sorted()
                            .toList();
                    assertThat(caughtBy).containsExactlyElementsOf(named).isNotEmpty();
                }));
    }

    @Test
    void thereAreEnoughMutantsAndEveryErrorRuleCatchesOne() {
        List<JsonNode> mutants = mutants();
        assertThat(mutants).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        assertThat(mutants.stream().map(mutant -> mutant.get("mutant").asText()))
                .doesNotHaveDuplicates();
        List<String> used = Stream.concat(
                        mutants.stream()
                                .flatMap(mutant -> StreamSupport.stream(
                                        mutant.get("caught-by").spliterator(), false))
                                .map(JsonNode::asText),
                        Operators.all().stream().flatMap(operator -> operator.caughtBy().stream()))
                .distinct()
                .toList();
        assertThat(used)
                .containsAll(Rules.all().stream()
                        .map(PlanRule::info)
                        .filter(info -> info.severity() == Severity.ERROR)
                        .map(RuleInfo::id)
                        .toList());
    }

    private static List<JsonNode> mutants() {
        try {
            JsonNode list = new YAMLMapper().readTree(Fixtures.read(Fixtures.ROOT.resolve("mutants.yaml")));
            return StreamSupport.stream(list.spliterator(), false).toList();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
