package dev.cofferdam.rules.info;

import java.util.Locale;

/** Closed choices as a plan file spells them, so that a reader can search for what a message says. */
public final class Words {
    private Words() {}

    /** {@code OLD_TO_NEW} reads {@code old-to-new}. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
