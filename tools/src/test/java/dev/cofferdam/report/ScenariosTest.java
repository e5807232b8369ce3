package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.samples.SamplePlan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a rehearsal says of the known scenarios: all of them, and no more than it did. */
final class ScenariosTest {
    private static final Plan PLAN = SamplePlan.byRules();

    @Test
    void everyScenarioOfTheCatalogueHasItsLineInOrderAndInWidth() {
        assertThat(Scenarios.all())
                .extracting(Scenarios.Scenario::id)
                .containsExactlyElementsOf(Stream.of(range(1, 14), range(20, 30), range(40, 51), range(60, 71))
                        .flatMap(List::stream)
                        .toList());
        assertThat(Scenarios.of(PLAN, seen(100)).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void whatThePlanHasNoOccasionForIsNotCalledPlayed() {
        assertThat(Scenarios.of(PLAN, seen(100)))
                .contains(
                        "S40  played",
                        "S47  does not arise",
                        "S67  does not arise",
                        "S50  cannot be",
                        "S70  not played");
    }

    @Test
    void withoutRowsNothingWasPlayed() {
        assertThat(Scenarios.of(PLAN, seen(0)).lines().filter(line -> line.matches(" +S\\d+ +(played|in part) .*")))
                .isEmpty();
    }

    private static List<String> range(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj("S%02d"::formatted).toList();
    }

    private static Rehearsed seen(long rows) {
        return new Rehearsed(
                Engine.postgresql(18), new RehearsalScale(rows, rows, 1), List.of(), List.of(), List.of(), List.of());
    }
}
