package dev.cofferdam.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rate of a rehearsal stands in for the assumed one, and never for one that somebody knows. */
final class MeasuredEstimateTest {
    private static final List<String> ASSUMED =
            List.of("rate measured in a throw-away PostgreSQL with narrow rows", "rows: counted");

    @Test
    void aMeasuredRateGivesARangeOfLessThanAFactorOfThreeAndStaysARehearsalRate() {
        Estimate measured = estimate(Estimate.Basis.REHEARSAL_RATE).measured(10_000, "40,000 rows in 4,000 ms", 0);

        assertThat(measured.low()).isEqualTo(Duration.ofSeconds(70));
        assertThat(measured.high()).isEqualTo(Duration.ofSeconds(200));
        assertThat(measured.basis()).isEqualTo(Estimate.Basis.REHEARSAL_RATE);
        assertThat(measured.assumptions())
                .containsExactly(
                        "rate of 10,000 rows/s, measured when this plan was played (40,000 rows in 4,000 ms);"
                                + " production differs, and the pilot will show how much",
                        "rows: counted");
    }

    @Test
    void pausesAreAddedWholeBecauseTheyDoNotHangOnTheMachine() {
        Estimate measured = estimate(Estimate.Basis.REHEARSAL_RATE).measured(1_000_000, "", 1_000);

        assertThat(measured.low()).isEqualTo(Duration.ofSeconds(200));
        assertThat(measured.high()).isEqualTo(Duration.ofSeconds(210));
    }

    @Test
    void aRateThatTheUserKnowsIsNotReplaced() {
        Estimate known = estimate(Estimate.Basis.USER_RATE);

        assertThat(known.measured(10_000, "", 0)).isEqualTo(known);
    }

    private static Estimate estimate(Estimate.Basis basis) {
        return new Estimate(
                "backfill-1",
                1_000_000,
                "counted",
                200,
                5_000,
                Duration.ofSeconds(25),
                Duration.ofSeconds(35),
                1,
                basis,
                ASSUMED,
                List.of());
    }
}
