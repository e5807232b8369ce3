package dev.cofferdam.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Cell;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Observation.Kind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.RehearsalScale;
import dev.cofferdam.domain.Rehearsed;
import dev.cofferdam.samples.Golden;
import dev.cofferdam.samples.SamplePlan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RehearsalTextTest {
    private static final Plan PLAN = SamplePlan.rehearsed();

    @Test
    void aRehearsalReadsAsApproved() {
        Golden.assertMatches(RehearsalTextTest.class, "rehearsal.txt", RehearsalText.of(PLAN, seen()));
    }

    @Test
    void aPlanThatWasNotPlayedSaysSo() {
        String text = RehearsalText.of(
                PLAN, new Rehearsed(PLAN.engine(), RehearsalScale.USUAL, List.of(), List.of(), List.of(), List.of()));
        assertThat(text)
                .contains(
                        "expand-1",
                        "Which version works where\n  not played",
                        "Which way back works from where\n  not played")
                .doesNotContain("ms", "works  ");
    }

    @Test
    void noLineIsWiderThanATerminal() {
        assertThat(RehearsalText.of(PLAN, seen()).lines()).allMatch(line -> line.length() <= 100);
    }

    private static Rehearsed seen() {
        return new Rehearsed(
                PLAN.engine(),
                RehearsalScale.USUAL,
                List.of(
                        new Observation("expand-1", Kind.LOCK, "owners", "ACCESS EXCLUSIVE", "4 ms"),
                        new Observation("expand-1", Kind.LOCK, "visits", "ROW SHARE", "4 ms"),
                        new Observation("expand-1", Kind.WAIT, "traffic", "3", "SELECT telephone FROM owners"),
                        new Observation("expand-1", Kind.WAIT, "traffic", "8", "UPDATE owners SET telephone = ?"),
                        new Observation("expand-1", Kind.DURATION, "step", "12", "measured here"),
                        new Observation("backfill-1", Kind.DURATION, "step", "2310", "measured here")),
                List.of(
                        cell("after-expand", "clinic v0", Cell.Result.SURVIVES, "v0 ran 6 rounds"),
                        cell(
                                "after-expand",
                                "clinic v1",
                                Cell.Result.FAILS,
                                "v1, p4: column \"phone_number\" does not exist"),
                        cell("after-contract", "clinic v0", Cell.Result.NOT_APPLICABLE, "nobody runs it\nany more"),
                        cell("after-contract", "clinic v1", Cell.Result.SURVIVES, "v1 ran 6 rounds")),
                List.of(
                        cell("after-cutover", "retreat", Cell.Result.SURVIVES, "v1 and v0 ran 6 rounds"),
                        cell(
                                "after-cutover",
                                "abandon",
                                Cell.Result.LOSES_DATA,
                                "v1 wrote 'a value that is rather long' to phone_number of row 17, which now has NULL; 11 more"),
                        cell("after-contract", "retreat", Cell.Result.COULD_NOT_DECIDE, "no probe")),
                List.of("visits has 12 rows instead of 5000"));
    }

    private static Cell cell(String boundary, String column, Cell.Result result, String evidence) {
        return new Cell(boundary, column, result, true, evidence, Optional.empty());
    }
}
