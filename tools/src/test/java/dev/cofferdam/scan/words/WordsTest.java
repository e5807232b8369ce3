package dev.cofferdam.scan.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words are searched in the order of their hashes, which is none that a person could see. */
final class WordsTest {

    private static final String TEXT =
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda my_schema owners";

    private static int[] held() {
        WordSet words = new WordSet();
        words.addAll(TEXT.getBytes(StandardCharsets.UTF_8));
        return words.drain();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda",
                "OWNERS"
            })
    void aWordIsFoundAmongOthersThatAreNotThere(String word) {
        Set<String> others = Set.of("pet", "visit", "vet", "speciality", "type", "user", "role", "city", "street");

        assertThat(Words.any(others).areIn(held(), false)).isFalse();
        assertThat(Words.any(List.of("pet", word, "visit", "vet", "user")).areIn(held(), false))
                .isTrue();
    }

    @Test
    void ofAWordOfSeveralPartsEachMustBeThere() {
        assertThat(Words.any(Set.of("my_schema.owners")).areIn(held(), false)).isTrue();
        assertThat(Words.any(Set.of("my_schema.pets", "owners.pet")).areIn(held(), false))
                .isFalse();
    }

    @Test
    void noWordIsNowhere() {
        assertThat(Words.any(Set.of()).areIn(held(), false)).isFalse();
        assertThat(Words.any(Set.of("")).areIn(held(), false)).isFalse();
        assertThat(Words.any(Set.of("beta")).areIn(new int[0], false)).isFalse();
    }
}
