package dev.cofferdam.planfile;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 2s}, {@code 1h30m}, {@code 7d}. ISO 8601 ({@code PT2S}) is read too. */
final class Spans {
    /** What both notations look like, for the JSON Schema. */
    static final String PATTERN = "^(P.+|(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?)$";

    private static final Pattern HUMAN =
            Pattern.compile("(?=.)(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final long[] UNIT_MILLIS = {86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L};
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    /** Longer ones are slips of the pen, and would overflow when a report adds them up. */
    private static final Duration LONGEST = Duration.ofDays(999_999_999L);

    private Spans() {}

    /** Throws {@link IllegalArgumentException} for what is no duration, is negative or longer than two million years. */
    static Duration read(String text) {
        Matcher matcher = HUMAN.matcher(text);
        Duration span = matcher.matches() ? human(matcher) : iso(text);
        if (span.isNegative() || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text);
        }
        return span;
    }

    private static Duration human(Matcher matcher) {
        Duration sum = Duration.ZERO;
        for (int unit = 0; unit < UNITS.length; unit++) {
            String count = matcher.group(unit + 1);
            if (count != null) {
                sum = sum.plusMillis(Long.parseLong(count) * UNIT_MILLIS[unit]);
            }
        }
        return sum;
    }

    static String write(Duration span) {
        if (span.isZero()) {
            return "0s";
        }
        boolean human = !span.isNegative() && span.compareTo(LONGEST) <= 0 && span.toNanosPart() % 1_000_000 == 0;
        return human ? human(span.toMillis()) : span.toString();
    }

    private static String human(long millis) {
        StringBuilder text = new StringBuilder();
        long rest = millis;
        for (int unit = 0; unit < UNITS.length; unit++) {
            long count = rest / UNIT_MILLIS[unit];
            rest %= UNIT_MILLIS[unit];
            if (count > 0) {
                text.append(count).append(UNITS[unit]);
            }
        }
        return text.toString();
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
