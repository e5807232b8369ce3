package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.samples.Golden;
import dev.cofferdam.samples.RandomPlan;
import dev.cofferdam.samples.SamplePlan;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PlanFilesTest {
    private static final SortedMap<String, String> FILES = PlanFiles.of(SamplePlan.rehearsed(), SamplePlan.findings());

    @Test
    void filesLieWhereTheyAreLookedFor() {
        Golden.assertMatches(PlanFilesTest.class, "paths.txt", String.join("\n", FILES.keySet()) + "\n");
    }

    @TestFactory
    Stream<DynamicTest> filesReadAsApproved() {
        return Stream.of(
                        "sql/01-expand/expand-02-build-the-index-of-the-new-column.sql",
                        "sql/03-backfill/backfill-01-copy-telephone-to-phone-number.sql",
                        "sql/03-backfill/backfill-01_2-rest.sql",
                        "sql/03-backfill/backfill-01_2-rest.sh",
                        "sql/03-backfill/backfill-01_3-teardown.sql",
                        "sql/05-contract/contract-01-drop-trigger-and-old-column.sql",
                        "rollback/after-cutover/abandon/02-after-cutover-abandon-1.sql",
                        "rollback/after-cutover/abandon.md",
                        "rollback/after-expand/retreat.md",
                        "rollback/after-contract/retreat.md",
                        "edits.md",
                        "issues/cutover-04.md")
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    assertThat(FILES).containsKey(path);
                    Golden.assertMatches(PlanFilesTest.class, "files/" + path, Objects.requireNonNull(FILES.get(path)));
                }));
    }

    @Test
    void everyBoundaryHasBothCards() {
        SamplePlan.rehearsed().boundaries().forEach(boundary -> assertThat(FILES)
                .containsKeys(
                        "rollback/" + boundary.id() + "/retreat.md", "rollback/" + boundary.id() + "/abandon.md"));
    }

    @Test
    void thePageIsAmongTheFilesAndThePlanIsNot() {
        assertThat(FILES)
                .containsEntry("plan.md", PlanMarkdown.of(SamplePlan.rehearsed(), SamplePlan.findings()))
                .doesNotContainKey("plan.yaml");
    }

    @Test
    void everyFileThatThePageNamesExists() {
        List<String> named = java.util.regex.Pattern.compile("(?:sql|rollback)/[a-z0-9/_-]+\\.sql")
                .matcher(FILES.get("plan.md"))
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(FILES.keySet()).containsAll(named);
    }

    @TestFactory
    Stream<DynamicTest> anyPlanGivesSafePathsAndSoundPages() {
        return LongStream.range(500, 600)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    SortedMap<String, String> files = PlanFiles.of(new RandomPlan(seed).next(), List.of());
                    assertThat(files.keySet())
                            .allMatch(path -> path.matches("([a-z0-9_-]+/)*[a-z0-9_-]+\\.(md|sql|sh)"));
                    files.forEach((path, text) -> {
                        if (path.endsWith(".md")) {
                            MarkdownChecks.assertSound(text);
                        } else if (path.endsWith(".sql")) {
                            String head = text.substring(0, text.indexOf("\n\n"));
                            assertThat(head.split("[\n\r]")).allMatch(line -> line.startsWith("--"));
                        }
                    });
                }));
    }

    @Test
    void noFileNeedsPsqlsOwnCommands() {
        FILES.forEach((path, text) ->
                assertThat(text.lines()).as(path).noneMatch(line -> path.endsWith(".sql") && line.startsWith("\\")));
    }
}
