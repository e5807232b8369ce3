package dev.cofferdam.rules.statements.script;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of time-out settings as SET writes them (PostgreSQL docs 19.1.1: milliseconds unless a unit is written). */
final class Timeout {
    private static final Pattern VALUE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(us|ms|s|min|h|d)?");
    private static final Map<String, Long> MICROSECONDS = Map.of(
            "us", 1L, "ms", 1_000L, "s", 1_000_000L, "min", 60_000_000L, "h", 3_600_000_000L, "d", 86_400_000_000L);

    private Timeout() {}

    /** Zero means that there is no limit; empty that it cannot be told, as for DEFAULT and placeholders. */
    static Optional<Duration> of(String value) {
        Matcher matcher = VALUE.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = Optional.ofNullable(matcher.group(2)).orElse("ms");
        double microseconds = Double.parseDouble(matcher.group(1)) * MICROSECONDS.getOrDefault(unit, 1_000L);
        return Optional.of(Duration.of(Math.round(microseconds), ChronoUnit.MICROS));
    }

    /** {@code 5 min}, {@code 2 s}, {@code 500 ms}. */
    static String shown(Duration duration) {
        if (duration.toSeconds() >= 120 && duration.toSecondsPart() == 0) {
            return duration.toMinutes() + " min";
        }
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
