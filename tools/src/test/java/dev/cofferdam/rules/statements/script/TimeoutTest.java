package dev.cofferdam.rules.statements.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as PostgreSQL reads them: milliseconds unless a unit is written (docs 19.1.1). */
final class TimeoutTest {

    @ParameterizedTest
    @CsvSource({
        "2s, PT2S, 2 s",
        "500, PT0.5S, 500 ms",
        "5000, PT5S, 5 s",
        "1.5 s, PT1.5S, 1500 ms",
        "5min, PT5M, 5 min",
        "1h, PT1H, 60 min",
        "0, PT0S, 0 s"
    })
    void aValueIsReadAndShown(String value, Duration duration, String shown) {
        assertThat(Timeout.of(value)).contains(duration);
        assertThat(Timeout.shown(duration)).isEqualTo(shown);
    }

    @Test
    void whatIsNoTimeIsLeftOpen() {
        assertThat(Timeout.of("DEFAULT")).isEmpty();
        assertThat(Timeout.of("${timeout}")).isEmpty();
    }
}
