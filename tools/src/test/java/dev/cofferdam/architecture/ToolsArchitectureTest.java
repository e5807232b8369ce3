package dev.cofferdam.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ToolsArchitectureTest {
    private static final String WRONG = "dev.cofferdam.architecture.wrong";

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsLines() {
        JavaClasses house = new ClassFileImporter().importPath(Path.of("target/classes"));
        return new ToolsRules("dev.cofferdam")
                .all().stream().map(rule -> dynamicTest(rule.getDescription(), () -> rule.check(house)));
    }

    @TestFactory
    Stream<DynamicTest> everyLineIsCrossedInTheWrongHouse() {
        JavaClasses wrongHouse = new ClassFileImporter().importPackages(WRONG);
        return new ToolsRules(WRONG)
                .all().stream()
                        .map(rule -> dynamicTest(rule.getDescription(), () -> assertThat(
                                        rule.evaluate(wrongHouse).hasViolation())
                                .isTrue()));
    }

    @Test
    void theWrongHouseIsToldExactlyWhichImportsAreWrong() {
        JavaClasses wrongHouse = new ClassFileImporter().importPackages(WRONG);

        List<String> report = new ToolsRules(WRONG)
                .directions()
                .evaluate(wrongHouse)
                .getFailureReport()
                .getDetails();

        assertThat(String.join("\n", report))
                .contains("wrong.domain.KnowsItsReader", "wrong.rules.AsksTheRehearsal", "wrong.rehearse.AsksTheRules")
                .contains("wrong.attic.Forgotten lives in a room that the design does not name")
                .doesNotContain("wrong.sql.Reader.<init>");
    }

    @Test
    void theWrongHouseIsToldWhichInnerRoomsAreWrong() {
        JavaClasses wrongHouse = new ClassFileImporter().importPackages(WRONG);

        List<String> report = new ToolsRules(WRONG)
                .innerDirections()
                .evaluate(wrongHouse)
                .getFailureReport()
                .getDetails();

        assertThat(String.join("\n", report))
                .contains("wrong.scan.words.KnowsTheStyles", "wrong.scan.loft.Hidden lives in an inner room")
                .doesNotContain("wrong.scan.styles.text.KnowsTheWords");
    }

    @Test
    void aClockThatWasHandedOverMayBeRead() {
        JavaClasses wrongHouse = new ClassFileImporter().importPackages(WRONG);

        List<String> report = new ToolsRules(WRONG)
                .noClock()
                .evaluate(wrongHouse)
                .getFailureReport()
                .getDetails();

        assertThat(report).hasSize(3).noneMatch(line -> line.contains("givenClock"));
    }

    @Test
    void everyPackageSaysWhatLivesInIt() throws IOException {
        assertThat(PackagePages.missing(Path.of("src/main/java"))).isEmpty();
        assertThat(PackagePages.missing(Path.of("src/test/java/dev/cofferdam/architecture")))
                .as("the wrong house has none")
                .isNotEmpty();
    }
}
