package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.planfile.PlanEdits;
import dev.cofferdam.samples.Golden;
import dev.cofferdam.samples.RandomPlan;
import dev.cofferdam.samples.SamplePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PlanMarkdownTest {
    private static final String REHEARSED = PlanMarkdown.of(SamplePlan.rehearsed(), SamplePlan.findings());
    private static final String BY_RULES = PlanMarkdown.of(SamplePlan.byRules(), List.of());

    @TestFactory
    Stream<DynamicTest> everySectionReadsAsApproved() {
        List<String> sections = Arrays.asList(REHEARSED.split("(?m)^(?=## )"));
        assertThat(sections).hasSize(19);
        return IntStream.range(0, sections.size()).mapToObj(i -> {
            String name = "plan/%02d-%s.md"
                    .formatted(
                            i,
                            PlanPaths.slug(sections.get(i).lines().findFirst().orElseThrow()));
            return DynamicTest.dynamicTest(
                    name, () -> Golden.assertMatches(PlanMarkdownTest.class, name, sections.get(i)));
        });
    }

    @Test
    void sectionsStandInTheOrderInWhichTheyAreNeeded() {
        assertThat(REHEARSED.lines().filter(line -> line.startsWith("## ") || line.startsWith("# ")))
                .containsExactly(
                        "# Rename owners.telephone to phone\\_number".replace("\\", ""),
                        "## Phases",
                        "## Findings",
                        "## How old and new stay equal",
                        "## 1. Expand",
                        "## 2. Dual-write",
                        "## 3. Backfill",
                        "## 4. Cutover",
                        "## 5. Contract",
                        "## Rollback",
                        "## Edits",
                        "## Usages",
                        "## Rehearsal",
                        "## Compatibility",
                        "## Rollback matrix",
                        "## Backfill estimate",
                        "## What was assumed",
                        "## What no plan can know",
                        "## Facts");
    }

    @TestFactory
    Stream<DynamicTest> anyPlanGivesSoundMarkdown() {
        Stream<Plan> plans = Stream.concat(
                Stream.of(SamplePlan.rehearsed(), SamplePlan.byRules()),
                LongStream.range(0, 150).mapToObj(seed -> new RandomPlan(seed).next()));
        return plans.map(plan -> DynamicTest.dynamicTest(
                "plan", () -> MarkdownChecks.assertSound(PlanMarkdown.of(plan, SamplePlan.findings()))));
    }

    @Test
    void aPlanThatOnlyRulesBelieveSaysSoAndProvesNothing() {
        assertThat(BY_RULES)
                .contains("Proof: rules only. It has not been rehearsed: no rows, no traffic, no rollback was tried.")
                .contains("**By reasoning, not run.**")
                .contains("works, reasoned")
                .doesNotContain("proved");
    }

    @Test
    void aPlanThatWasChangedAfterItWasPlayedSaysSo() {
        Plan longer = PlanEdits.apply(
                SamplePlan.rehearsed(),
                List.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "set-soak")
                        .put("step", "cutover-4")
                        .put("time", "9d")),
                List.of());
        Plan shorter = PlanEdits.apply(
                SamplePlan.rehearsed(),
                List.of(JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "remove-step")
                        .put("step", "backfill-1")),
                List.of());

        assertThat(PlanMarkdown.of(longer, List.of())).doesNotContain("was changed after it was played");
        assertThat(PlanMarkdown.of(shorter, List.of())).contains("was changed after it was played");
    }

    @Test
    void generatedStatementsAloneProveNothing() {
        assertThat(REHEARSED)
                .contains("5 of 15 cells proved, 10 ran on generated statements only.")
                .contains("| after-expand | works, proved | works, ran on generated statements |");
    }

    @Test
    void aRehearsalRateIsNeverCalledAnEstimateForProduction() {
        assertThat(REHEARSED)
                .contains("**This is a rehearsal rate, not an estimate for production.**")
                .contains("at the rehearsal rate, which is no estimate for production");
    }

    @Test
    void everyPlanSaysWhatNoPlanCanKnow() {
        assertThat(List.of(REHEARSED, BY_RULES)).allSatisfy(page -> assertThat(page)
                .contains("lock contention under the real workload")
                .contains("surprises in the real data")
                .contains("a staging run on a copy of production is still needed"));
    }

    @Test
    void aRejectedPlanSaysAtTheTopThatItMustNotBeRun() {
        Plan rejected = SamplePlan.rehearsed().withVerdict(dev.cofferdam.domain.Verdict.Outcome.REJECTED);
        assertThat(PlanMarkdown.of(rejected, List.of()).lines().skip(2).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("**Rejected. Do not run this plan.**"));
    }

    @Test
    void textOfOthersCannotBecomeMarkup() {
        Finding hostile = new Finding(
                "f-1",
                "some-rule",
                Severity.ERROR,
                Hazard.UNDECIDED,
                "a`b.sql:1",
                "</details><script>alert(1)</script> [click](http://example.org) **bold** @Column",
                "# not a heading");
        String page = PlanMarkdown.of(SamplePlan.rehearsed(), List.of(hostile));
        assertThat(page)
                .contains("\\</details\\>\\<script\\>alert(1)\\</script\\>")
                .contains("\\[click\\](http://example.org) \\*\\*bold\\*\\* `@Column`")
                .contains("``a`b.sql:1``")
                .contains("\\# not a heading");
    }

    @Test
    void findingsComeWorstFirst() {
        List<Finding> findings = new ArrayList<>(SamplePlan.findings());
        findings.add(new Finding(
                "lost-1", "lost", Severity.ERROR, Hazard.LOSES_DATA, "contract/contract-1", "rows go", "keep them"));
        assertThat(PlanMarkdown.of(SamplePlan.rehearsed(), findings)
                        .lines()
                        .filter(line -> line.matches("- \\*\\*(error|warning|info)\\*\\* .*")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("- **error** `lost`");
    }
}
