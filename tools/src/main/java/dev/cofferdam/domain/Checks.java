package dev.cofferdam.domain;

/** The two questions that compact constructors ask. */
final class Checks {
    private Checks() {}

    static String text(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return value;
    }

    static long atLeast(long minimum, long value, String what) {
        if (value < minimum) {
            throw new IllegalArgumentException(what + " must be at least " + minimum + ", but is " + value);
        }
        return value;
    }
}
