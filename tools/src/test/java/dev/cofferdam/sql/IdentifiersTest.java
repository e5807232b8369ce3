package dev.cofferdam.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifiersTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "owners, owners",
                "_a$1, _a$1",
                "Owners, \"Owners\"",
                "order, \"order\"",
                "left, \"left\"",
                "values, \"values\"",
                "name, name",
                "first name, \"first name\"",
                "a\"b, \"a\"\"b\"",
                "1a, \"1a\"",
                "größe, \"größe\"",
            })
    void aNameIsQuotedWhereSqlNeedsIt(String name, String written) {
        assertThat(Identifiers.quoteIfNeeded(name)).isEqualTo(written);
        assertThat(Identifiers.fold(written)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"Owners, owners", "\"Owners\", Owners", "GRÖSSE, grÖsse"})
    void onlyAsciiLettersAreFolded(String written, String stored) {
        assertThat(Identifiers.fold(written)).isEqualTo(stored);
    }
}
