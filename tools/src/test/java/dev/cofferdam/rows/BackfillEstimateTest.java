package dev.cofferdam.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cofferdam.domain.Estimate;
import dev.cofferdam.domain.TableRef;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackfillEstimateTest {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 700, 40_000, 5_000_000})
    void moreRowsNeverTakeLessAndTheRangeIsARange(long rate) {
        OptionalLong given = rate == 0 ? UNKNOWN : OptionalLong.of(rate);
        Estimate fewer = of(0, given);
        for (long rows : growing()) {
            Estimate more = of(rows, given);
            assertThat(more.low()).as("low of %s rows", rows).isGreaterThanOrEqualTo(fewer.low());
            assertThat(more.high()).as("high of %s rows", rows).isGreaterThanOrEqualTo(fewer.high());
            assertThat(more.batches()).as("batches of %s rows", rows).isGreaterThanOrEqualTo(fewer.batches());
            assertThat(more.walBytes()).as("WAL of %s rows", rows).isGreaterThanOrEqualTo(fewer.walBytes());
            assertThat(more.low()).as("range of %s rows", rows).isPositive().isLessThanOrEqualTo(more.high());
            fewer = more;
        }
    }

    private static List<Long> growing() {
        Random random = new Random(20_260_304);
        return LongStream.concat(
                        LongStream.of(1, 4_999, 5_000, 5_001, 11_520_000, RowCount.MOST_ROWS),
                        LongStream.generate(() -> (long) Math.pow(10, 15 * random.nextDouble()))
                                .limit(300))
                .sorted()
                .boxed()
                .toList();
    }

    @Test
    void everyRowIsInABatchAndNoBatchIsTooMany() {
        assertThat(of(5_000, UNKNOWN).batches()).isEqualTo(1);
        assertThat(of(5_001, UNKNOWN).batches()).isEqualTo(2);
        assertThat(of(12_000_000, UNKNOWN).batches()).isEqualTo(2_400);
    }

    @Test
    void anEmptyTableTakesAMomentAndWritesNothing() {
        Estimate estimate = of(0, UNKNOWN);

        assertThat(estimate.high()).isEqualTo(Duration.ofSeconds(1));
        assertThat(estimate.walBytes()).isZero();
    }

    @Test
    void theUsersRateIsBelievedAndSpread() {
        Estimate estimate = of(6_000_000, OptionalLong.of(10_000));

        assertThat(estimate.low()).isEqualTo(Duration.ofMinutes(10));
        assertThat(estimate.high()).isEqualTo(Duration.ofMinutes(15));
        assertThat(estimate.basis()).isEqualTo(Estimate.Basis.USER_RATE);
        assertThat(estimate.assumptions()).anyMatch(words -> words.contains("10,000 rows/s, as given"));
    }

    @Test
    void aRateFromElsewhereIsCalledThat() {
        Estimate estimate = of(12_000_000, UNKNOWN);

        assertThat(estimate.basis()).isEqualTo(Estimate.Basis.REHEARSAL_RATE);
        assertThat(estimate.assumptions())
                .anyMatch(words -> words.contains("production differs"))
                .anyMatch(words -> words.contains("given by the user"));
        assertThat(estimate.high().toSeconds())
                .as("whole minutes above ten")
                .isPositive()
                .satisfies(time -> assertThat(time % 60).isZero());
    }

    @Test
    void theWordsAreTheSameOnEveryMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(of(1, OptionalLong.of(1_234_567)).assumptions()).anyMatch(words -> words.contains("1,234,567"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatNoTableHoldsAndNoServerReachesIsRefused() {
        assertThatThrownBy(() -> of(RowCount.MOST_ROWS + 1, UNKNOWN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(-1, UNKNOWN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1, OptionalLong.of(0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Estimate of(long rows, OptionalLong rate) {
        return BackfillEstimate.of(
                "backfill-1", new RowCount(TableRef.of("owners"), rows, RowCount.Source.GIVEN), rate, List.of("f3"));
    }
}
