package dev.cofferdam.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Verdict;
import dev.cofferdam.samples.RandomPlan;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A plan file may hold anything that the records allow: the validator says what is wrong with it and never falls over. */
final class AnyPlanTest {

    @Test
    void nonsenseIsJudgedAndNeverAccepted() {
        assertThat(LongStream.range(0, 200).boxed()).allSatisfy(seed -> {
            Verdict verdict = Validator.validate(new RandomPlan(seed).next());
            assertThat(verdict.isAccepted()).isFalse();
            assertThat(verdict.findings()).extracting(Finding::id).doesNotHaveDuplicates();
        });
    }
}
