package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.rules.RulePages;
import dev.cofferdam.samples.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
    private static Desk explain(String... words) {
        return Desk.type(
                Commands.installed(),
                Stream.concat(Stream.of("explain"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void withoutARuleAllAreListed() {
        Desk desk = explain();

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
        assertThat(desk.err()).isEmpty();
        Golden.assertMatches(ExplainCommandTest.class, "golden/explain.txt", desk.out());
    }

    @Test
    void aPageIsShownUnderOneHeadLine() {
        Golden.assertMatches(
                ExplainCommandTest.class,
                "golden/explain-approval-refused.txt",
                explain("approval-refused").out());
    }

    @Test
    void itsHelpPage() {
        Golden.assertMatches(
                ExplainCommandTest.class,
                "golden/help-of-explain.txt",
                explain("--help").out());
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHasAPageWithoutItsFrontMatter() {
        return RulePages.ids().stream()
                .map(id -> DynamicTest.dynamicTest(id, () -> {
                    Desk desk = explain(id);
                    assertThat(desk.exitCode()).isEqualTo(ExitCode.CLEAN);
                    assertThat(desk.out())
                            .startsWith(id + " (severity: ")
                            .contains("\n\n## What it finds\n", "\n## Safer way\n")
                            .doesNotContain("---\n", "# " + id);
                }));
    }

    @ParameterizedTest
    @CsvSource({"cascade-dorp,`cascade-drop`", "lock-timeout,`lock-timeout-missing`", "CASCADE_DROP,`cascade-drop`"})
    void aMisspeltRuleIsGuessed(String typed, String meant) {
        Desk desk = explain(typed);

        assertThat(desk.exitCode()).isEqualTo(ExitCode.CALLER);
        assertThat(desk.out()).isEmpty();
        assertThat(desk.err())
                .startsWith("error: there is no rule `" + typed + "`\n")
                .contains("did you mean", meant);
    }

    @Test
    void whatIsNearNoRuleIsSentToTheList() {
        assertThat(explain("kubernetes").err()).endsWith("  fix: `cofferdam explain` lists all rules\n");
        assertThat(explain("cascade-drop", "lock-timeout-missing").exitCode()).isEqualTo(ExitCode.CALLER);
    }
}
