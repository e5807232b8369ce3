package dev.cofferdam.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class AgentArchitectureTest {
    private static final String WRONG = "dev.cofferdam.architecture.wrong";

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsLines() {
        JavaClasses house = new ClassFileImporter().importPath(Path.of("target/classes"));
        // Some rooms are still empty; that a rule can fail at all is shown below.
        return new AgentRules("dev.cofferdam")
                .all().stream()
                        .map(rule -> dynamicTest(rule.getDescription(), () -> rule.allowEmptyShould(true)
                                .check(house)));
    }

    @TestFactory
    Stream<DynamicTest> everyLineIsCrossedInTheWrongHouse() {
        JavaClasses wrongHouse = new ClassFileImporter().importPackages(WRONG);
        return new AgentRules(WRONG)
                .all().stream()
                        .map(rule -> dynamicTest(rule.getDescription(), () -> assertThat(
                                        rule.evaluate(wrongHouse).hasViolation())
                                .isTrue()));
    }

    @Test
    void everyPackageSaysWhatLivesInIt() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> silent = files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                    .toList();

            assertThat(silent).isEmpty();
        }
    }
}
