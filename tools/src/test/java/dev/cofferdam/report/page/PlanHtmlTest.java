package dev.cofferdam.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.report.CellWords;
import dev.cofferdam.report.Locks;
import dev.cofferdam.samples.RandomPlan;
import dev.cofferdam.samples.SamplePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;

class PlanHtmlTest {
    private static final Plan PLAN = SamplePlan.rehearsed();
    private static final Page PAGE = page(PLAN);

    private static Page page(Plan plan) {
        return Page.of(PlanHtml.of(plan, SamplePlan.findings(), SourceLinks.NONE));
    }

    @TestFactory
    Stream<DynamicTest> anyPlanGivesASoundPage() {
        Stream<Plan> plans = Stream.concat(
                Stream.of(PLAN, SamplePlan.byRules()),
                LongStream.range(0, 150).mapToObj(seed -> new RandomPlan(seed).next()));
        return plans.map(plan -> DynamicTest.dynamicTest("plan", () -> assertSound(page(plan))));
    }

    /** Nothing runs, nothing is fetched, and every link of the page leads to a place on it. */
    private static void assertSound(Page page) {
        List<String> ids = ids(page);
        assertThat(page.all("a")).allSatisfy(link -> assertThat(link.getAttribute("href"))
                .startsWith("#")
                .satisfies(href -> assertThat(ids).contains(href.substring(1))));
        assertThat(page.all("*"))
                .extracting(Element::getTagName)
                .doesNotContain("script", "img", "link", "iframe", "object", "form");
    }

    private static List<String> ids(Page page) {
        return page.all("*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    @Test
    void everyStepIsReachedByItsOwnName() {
        assertThat(ids(PAGE))
                .doesNotHaveDuplicates()
                .containsAll(PLAN.steps().map(step -> "step-" + step.id()).toList());
    }

    @Test
    void aColumnStandsForEachStepAndItsVersionsRunThere() {
        List<Element> rows = PAGE.ofClass("table", "timeline").stream()
                .flatMap(table -> PAGE.all("tr", row -> row.getParentNode() == table).stream())
                .toList();
        // A phase that is skipped has a column of its own, in which nothing happens.
        List<Optional<Step>> columns = PLAN.phases().stream()
                .flatMap(phase -> phase.steps().isEmpty()
                        ? Stream.of(Optional.<Step>empty())
                        : phase.steps().stream().map(Optional::of))
                .toList();

        assertThat(rows.stream().filter(row -> row.getTextContent().contains("may run")))
                .hasSizeGreaterThan(1)
                .allSatisfy(row -> {
                    String version = row.getFirstChild().getTextContent();
                    List<Element> cells = Page.cells(row);
                    assertThat(cells).hasSameSizeAs(columns);
                    for (int at = 0; at < columns.size(); at++) {
                        assertThat(cells.get(at).getTextContent().contains("may run"))
                                .as(version + " in column " + at)
                                .isEqualTo(columns.get(at).stream()
                                        .flatMap(step -> step.conduct().mayRun().stream())
                                        .anyMatch(one -> one.toString().equals(version)));
                    }
                });
    }

    @Test
    void thePointOfNoReturnIsMarkedAndNothingElse() {
        List<String> ends = PLAN.steps()
                .filter(step -> step.undo() instanceof Undo.PointOfNoReturn)
                .map(Step::title)
                .toList();

        assertThat(ends).hasSize(1);
        assertThat(PAGE.ofClass("td", "end"))
                .extracting(cell -> ((Element) cell.getFirstChild()).getAttribute("title"))
                .isEqualTo(ends);
    }

    @Test
    void everyCellOfBothMatricesIsThereWithItsWordsAndItsEvidence() {
        List<String> told = PAGE.ofClass("table", "grid").stream()
                .flatMap(table -> PAGE.all("td").stream()
                        .filter(cell -> cell.getParentNode().getParentNode() == table))
                .map(Element::getTextContent)
                .filter(text -> !text.isEmpty())
                .toList();
        Stream<Cell> cells = Stream.concat(PLAN.compatibility().stream(), PLAN.rollbacks().stream());

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(cells.map(cell -> Tone.sign(cell) + " " + CellWords.result(cell)
                                + CellWords.standing(cell).orElse("") + cell.evidence())
                        .toList());
    }

    @Test
    void everyLockOfEveryStepIsCharted() {
        long locks = PLAN.steps().mapToLong(step -> Locks.of(step).size()).sum();

        assertThat(locks).isPositive();
        assertThat(PAGE.ofClass("td", "bar")).hasSize((int) locks);
    }

    @Test
    void theEstimateLiesOnItsAxis() {
        assertThat(PAGE.ofClass("div", "span")).singleElement().satisfies(span -> {
            String[] parts = span.getAttribute("style").split("[:;%]+", -1);
            double left = Double.parseDouble(parts[1]);
            double width = Double.parseDouble(parts[3]);
            assertThat(left).isBetween(0.0, 100.0);
            assertThat(width).isPositive();
            assertThat(left + width).isLessThanOrEqualTo(100.0);
        });
    }

    @Test
    void gatesCanBeTicked() {
        assertThat(PAGE.all("input")).isNotEmpty().allSatisfy(box -> assertThat(box.hasAttribute("disabled"))
                .isFalse());
    }

    @Test
    void aRejectedPlanIsRedAtTheTop() {
        assertThat(page(PLAN.withVerdict(Verdict.Outcome.REJECTED)).ofClass("header", "bad"))
                .singleElement()
                .satisfies(top -> assertThat(top.getTextContent()).contains("Rejected. Do not run this plan."));
    }

    @Test
    void textOfOthersStaysText() {
        String words = "</details><script>alert(1)</script> <b onclick='x'>bold</b> [click](javascript:alert(1))";
        Page page = Page.of(PlanHtml.of(
                PLAN,
                List.of(new Finding("f-1", "some-rule", Severity.ERROR, Hazard.UNDECIDED, "a`b.sql:1", words, words)),
                SourceLinks.NONE));

        assertSound(page);
        assertThat(page.all("body")).singleElement().satisfies(body -> assertThat(body.getTextContent())
                .contains(words));
    }

    @Test
    void placesInTheCodeLeadToTheirSource() {
        Page page = Page.of(PlanHtml.of(
                PLAN,
                SamplePlan.findings(),
                place -> Optional.of("https://code.example/" + place.file() + "#L" + place.line())));

        assertThat(PLAN.edits()).isNotEmpty().allSatisfy(edit -> assertThat(page.all(
                        "a", link -> link.getTextContent().equals(edit.place().toString())))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.getAttribute("href"))
                        .isEqualTo("https://code.example/" + edit.place().file() + "#L"
                                + edit.place().line())));
    }
}
