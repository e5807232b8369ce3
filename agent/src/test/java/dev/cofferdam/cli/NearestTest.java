package dev.cofferdam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
    private static final List<String> WORDS = List.of("plan", "check", "usages", "rehearse", "estimate", "explain");

    @ParameterizedTest
    @CsvSource({"paln,plan", "usage,usages", "reherse,rehearse", "est,estimate", "explian,explain", "chekc,check"})
    void aSlipOfTheFingerIsUnderstood(String typed, String meant) {
        assertThat(Nearest.to(typed, WORDS)).contains(meant);
    }

    @Test
    void anotherWordIsNotGuessedAt() {
        assertThat(Nearest.to("kubernetes", WORDS)).isEmpty();
        assertThat(Nearest.to("x", List.of("explain"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dam,dam,0", "dam,dame,1", "kitten,sitting,3", "'',dam,3"})
    void distanceCountsSingleEdits(String one, String other, int edits) {
        assertThat(Nearest.distance(one, other)).isEqualTo(edits);
        assertThat(Nearest.distance(other, one)).isEqualTo(edits);
    }
}
