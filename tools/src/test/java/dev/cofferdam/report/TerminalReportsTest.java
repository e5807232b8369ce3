package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Place;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Undecided;
import dev.cofferdam.samples.Golden;
import dev.cofferdam.samples.SamplePlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalReportsTest {
    private static final Plan PLAN = SamplePlan.rehearsed();

    @Test
    void usagesReadAsApproved() {
        Golden.assertMatches(
                TerminalReportsTest.class,
                "usages.txt",
                UsagePaths.text(PLAN.usages(), PLAN.undecided(), List.of("a note")));
    }

    @Test
    void usagesAsMarkdownReadAsApproved() {
        String page = UsageReport.markdown(PLAN.usages(), PLAN.undecided(), List.of("a note"));
        MarkdownChecks.assertSound(page);
        Golden.assertMatches(TerminalReportsTest.class, "usages.md", page);
    }

    @Test
    void everyPlaceIsListedOnce() {
        String text = UsagePaths.text(PLAN.usages(), List.of(), List.of());
        PLAN.usages().forEach(usage -> {
            String file = usage.place().file();
            String reached = file.substring(file.lastIndexOf('/') + 1) + ":"
                    + usage.place().line();
            assertThat(text.lines().filter(line -> line.startsWith("  " + file) || line.endsWith(reached)))
                    .as(file)
                    .hasSize(1);
        });
    }

    @Test
    void aPageForABrowserEscapesWhatItShows() {
        String page = UsageHtml.of("<b>", PLAN.usages(), PLAN.undecided(), List.of("a < b"));
        assertThat(page).contains("<h1>&lt;b&gt;</h1>", "<li>a &lt; b</li>", "<mark>telephone</mark>");
        PLAN.usages().forEach(usage -> assertThat(page)
                .contains("<h3>" + usage.place().file().replace("/", "/<wbr>") + "</h3>"));
        assertThat(page).doesNotContain("`").contains("href=\"#NAMED\"", "<h2 id=\"NAMED\">");
    }

    @Test
    void noUsagesIsSaid() {
        assertThat(UsagePaths.text(List.of(), List.of(), List.of())).isEqualTo("no usages\n");
        assertThat(UsageReport.markdown(List.of(), List.of(), List.of())).isEqualTo("## Usages\n\nNo code uses it.\n");
    }

    @Test
    void findingsReadAsApproved() {
        Golden.assertMatches(TerminalReportsTest.class, "findings.txt", FindingReport.plain(SamplePlan.findings()));
    }

    @Test
    void colourIsOnlyThereWhenAskedFor() {
        String coloured = FindingReport.coloured(SamplePlan.findings());
        assertThat(coloured).contains("\u001b[33mwarning\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(FindingReport.plain(SamplePlan.findings()));
    }

    @Test
    void noFindingsIsSaid() {
        assertThat(FindingReport.plain(List.of())).isEqualTo("no findings\n");
    }

    @Test
    void programsAreToldEachPlaceThatAnUndecidedOneStandsFor() {
        Undecided open = new Undecided(Place.of("A.java", 6), "SQL is sent, here and in `b`", "it is not shown");
        assertThat(UsageJson.of(List.of(), List.of(open), Map.of(open, List.of(Place.of("A.java", 9))), List.of()))
                .containsSubsequence("\"line\" : 6", "\"also\"", "\"line\" : 9");
    }
}
