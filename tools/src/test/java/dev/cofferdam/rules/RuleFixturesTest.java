package dev.cofferdam.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
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
                    RuleFixturesTest.class,
                    rule.info().id() + "/" + fixture.getFileName() + ".out",
                    Fixtures.shown(findings));
        });
    }

    @TestFactory
    Stream<DynamicTest> aGoodPlanRaisesNoAlarm() {
        return fixtures(
                "good-", (rule, fixture) -> assertThat(check(rule, fixture)).isEmpty());
    }

    private static List<Finding> check(PlanRule rule, Path fixture) {
        Plan plan = Fixtures.plan(fixture);
        return rule.check(plan, PlanFacts.of(plan));
    }

    private static Stream<DynamicTest> fixtures(String prefix, Check check) {
        return Rules.all().stream().flatMap(rule -> Fixtures.of(rule.info().id(), prefix).stream()
                .map(fixture ->
                        dynamicTest(rule.info().id() + "/" + fixture.getFileName(), () -> check.run(rule, fixture))));
    }

    private interface Check {
        void run(PlanRule rule, Path fixture);
    }
}
