package dev.cofferdam.evals.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rehearse.BackfillTrial;
import dev.cofferdam.samples.SamplePlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a small backfill said of a large one. */
final class PredictionTest {
    /** At 10,000 rows a second a million rows take 100 s; the house says 70 to 200. */
    @ParameterizedTest
    @CsvSource({"69, false", "70, true", "100, true", "200, true", "201, false"})
    void theActualTimeHasToLieInTheRangeThatIsStated(int seconds, boolean in) {
        Prediction one = new Prediction("any", measured(100_000, 10_000, 1), measured(1_000_000, seconds * 1_000L, 1));

        assertThat(one.isInRange()).isEqualTo(in);
        assertThat(one.timeShare()).isCloseTo(seconds / 100.0, within(0.001));
    }

    @Test
    void theLogIsComparedRowByRow() {
        Prediction one = new Prediction("any", measured(100_000, 1_000, 300), measured(300_000, 1_000, 330));

        assertThat(one.logShare()).isCloseTo(1.1, within(0.001));
        assertThat(new PredictionPage(List.of(one)).text())
                .contains("| any | 1 | 0 | 0.33 to 0.33 | 0 | 1.10 to 1.10 |");
    }

    private static BackfillTrial.Measured measured(long rows, long millis, long logOfRow) {
        Step.Backfill step = SamplePlan.byRules().phases().stream()
                .map(Phase::steps)
                .flatMap(List::stream)
                .filter(Step.Backfill.class::isInstance)
                .map(Step.Backfill.class::cast)
                .findFirst()
                .orElseThrow();
        return new BackfillTrial.Measured(step, rows, rows, Duration.ofMillis(millis), rows * logOfRow, 0, 1, 1);
    }
}
