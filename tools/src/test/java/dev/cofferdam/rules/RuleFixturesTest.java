package dev.cofferdam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.samples.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every fixture says what its name promises, in the words that a user reads. */
final class RuleFixturesTest {

    @TestFactory
    Stream<DynamicTest> aBadPlanIsFoundAndSaysWhat() {
        return fixtures("bad-", (rule, fixture) -> {
            List<Finding> findings = check(rule, fixture);
            assertThat(findings).isNotEmpty();
            Golden.assertMatches(
                    RuleFixturesTest.class, rule + "/" + fixture.getFileName() + ".out", Fixtures.shown(findings));
        });
    }

    @TestFactory
    Stream<DynamicTest> aGoodPlanRaisesNoAlarm() {
        return fixtures(
                "good-", (rule, fixture) -> assertThat(check(rule, fixture)).isEmpty());
    }

    /** What the rule of this id says, whether it looks at the plan or at its statements. */
    private static List<Finding> check(String rule, Path fixture) {
        Plan plan = Fixtures.plan(fixture);
        return Rules.check(plan, PlanFacts.of(plan)).stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
    }

    private static Stream<DynamicTest> fixtures(String prefix, Check check) {
        return Rules.ofPlans().stream().flatMap(rule -> Fixtures.of(rule.id(), prefix).stream()
                .map(fixture ->
                        dynamicTest(rule.id() + "/" + fixture.getFileName(), () -> check.run(rule.id(), fixture))));
    }

    private interface Check {
        void run(String rule, Path fixture);
    }
}
