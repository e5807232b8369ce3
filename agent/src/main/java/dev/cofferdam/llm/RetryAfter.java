package dev.cofferdam.llm;

import com.openai.core.http.Headers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long an endpoint asks to wait: {@code retry-after-ms} of OpenAI, or {@code retry-after} of RFC 9110, section 10.2.3. */
final class RetryAfter {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,3})?");

    private RetryAfter() {}

    static Optional<Duration> in(Headers headers, Clock clock) {
        return first(headers, "retry-after-ms")
                .filter(text -> NUMBER.matcher(text).matches())
                .map(text -> Duration.ofMillis((long) Math.ceil(Double.parseDouble(text))))
                .or(() -> first(headers, "retry-after")
                        .flatMap(text -> seconds(text).or(() -> until(text, clock))));
    }

    private static Optional<Duration> seconds(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)))
                : Optional.empty();
    }

    private static Optional<Duration> until(String date, Clock clock) {
        try {
            Instant when = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), when);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> first(Headers headers, String name) {
        return headers.values(name).stream().map(String::strip).findFirst();
    }
}
