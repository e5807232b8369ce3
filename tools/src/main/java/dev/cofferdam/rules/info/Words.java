package dev.cofferdam.rules.info;

import java.util.Locale;

/** Closed choices as a plan file spells them, so that a reader can search for what a message says; and SQL in a sentence. */
public final class Words {
    private Words() {}

    /** {@code OLD_TO_NEW} reads {@code old-to-new}. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A statement's first line, for a sentence. */
    public static String firstLine(String text) {
        return text.lines().findFirst().orElse(text).strip();
    }
}
