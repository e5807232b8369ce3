package dev.cofferdam.toolbox;

import java.time.Duration;

/** A length of time as people say it. */
public final class Spans {
    private Spans() {}

    /** {@code 40 seconds}, {@code 12 minutes}, {@code 3 hours}, {@code 7 days}. */
    public static String words(Duration time) {
        if (time.toSeconds() < 60) {
            return count(time.toSeconds(), "second");
        }
        if (time.toMinutes() < 60) {
            return count(time.toMinutes(), "minute");
        }
        return time.toHours() < 24 ? count(time.toHours(), "hour") : count(time.toDays(), "day");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
