package dev.cofferdam.loop;

import java.util.Locale;

/** What a budget can run out of. */
public enum Limit {
    STEPS,
    TOKENS,
    MONEY,
    TIME,
    SUBMISSIONS;

    /** {@code steps}, {@code tokens}, ... */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
