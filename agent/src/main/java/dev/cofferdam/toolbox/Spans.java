package dev.cofferdam.toolbox;

import java.time.Duration;

/** A length of time as people say it. */
public final class Spans {
    private Spans() {}

    /** {@code 40 seconds}, {@code 12 minutes}, {@code 3 hours}, {@code 7 days}. */
    public static String words(Duration time) {
        if (time.toSeconds() < 120) {
            return time.toSeconds() + " seconds";
        }
        if (time.toMinutes() < 120) {
            return time.toMinutes() + " minutes";
        }
        return time.toHours() < 48 ? time.toHours() + " hours" : time.toDays() + " days";
    }
}
