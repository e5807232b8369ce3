package dev.cofferdam.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNamesTest {
    private static final List<String> WORDS = List.of("plan", "check", "usages", "rehearse", "estimate", "explain");

    @ParameterizedTest
    @CsvSource({"paln,plan", "usage,usages", "reherse,rehearse", "est,estimate", "explian,explain", "chekc,check"})
    void aSlipOfTheFingerIsUnderstood(String typed, String meant) {
        assertThat(NearestNames.to(typed, WORDS)).contains(meant);
    }

    @Test
    void anotherWordIsNotGuessedAt() {
        assertThat(NearestNames.to("kubernetes", WORDS)).isEmpty();
        assertThat(NearestNames.to("x", List.of("explain"))).isEmpty();
    }

    @Test
    void severalComeNearestFirstAndNeverMoreThanThree() {
        assertThat(NearestNames.of("owner", List.of("owners", "owner_pets", "ownership", "owner_notes", "pets")))
                .containsExactly("owners", "ownership", "owner_pets");
    }

    @Test
    void theWayWordsAreJoinedDoesNotMatter() {
        assertThat(NearestNames.to("may-run", List.of("mayRun", "manual"))).contains("mayRun");
    }
}
