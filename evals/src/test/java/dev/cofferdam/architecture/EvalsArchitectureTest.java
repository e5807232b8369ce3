package dev.cofferdam.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class EvalsArchitectureTest {
    private static final String WRONG = "dev.cofferdam.architecture.wrong";

    private static final List<String> TOOLS = List.of(
            "domain",
            "sql",
            "migrations",
            "server",
            "schema",
            "intent",
            "scan",
            "rows",
            "playbook",
            "rules",
            "validate",
            "rehearse",
            "planfile",
            "report");

    private static final List<String> AGENT = List.of("llm", "prompt", "toolbox", "loop", "cli", "review", "mcp");

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.cofferdam");

    @TestFactory
    Stream<DynamicTest> theModulesKeepTheirLines() {
        // Some rooms are still empty; that a rule can fail at all is shown below.
        return rules("dev.cofferdam").stream()
                .map(rule -> dynamicTest(
                        rule.getDescription(), () -> rule.allowEmptyShould(true).check(house)));
    }

    @TestFactory
    Stream<DynamicTest> everyLineIsCrossedInTheWrongHouse() {
        JavaClasses wrongHouse = new ClassFileImporter().importPackages(WRONG);
        return rules(WRONG).stream()
                .map(rule -> dynamicTest(rule.getDescription(), () -> assertThat(
                                rule.evaluate(wrongHouse).hasViolation())
                        .isTrue()));
    }

    private static List<ArchRule> rules(String root) {
        return List.of(
                downwards(root, TOOLS, AGENT),
                downwards(root, TOOLS, List.of("evals")),
                downwards(root, AGENT, List.of("evals")),
                noClasses().that().resideInAPackage(root + ".evals..").should(ACCESS_STANDARD_STREAMS),
                slices().matching(root + ".(**)").should().beFreeOfCycles());
    }

    private static ArchRule downwards(String root, List<String> lower, List<String> upper) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(root, lower))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(root, upper));
    }

    private static String[] packages(String root, List<String> rooms) {
        return rooms.stream().map(room -> root + "." + room + "..").toArray(String[]::new);
    }

    @Test
    void theWholeHouseWasLookedAt() {
        assertThat(house.stream().map(type -> type.getPackageName()).distinct())
                .contains("dev.cofferdam.domain", "dev.cofferdam.cli");
    }
}
