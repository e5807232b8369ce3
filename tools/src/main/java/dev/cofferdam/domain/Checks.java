package dev.cofferdam.domain;

import java.util.List;

/** The questions that compact constructors ask. */
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

    static <T> List<T> some(List<T> values, String what) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        return List.copyOf(values);
    }

    /** At least one, none blank. */
    static List<String> names(List<String> values, String what) {
        return some(namesIfAny(values, what), what);
    }

    /** None blank. */
    static List<String> namesIfAny(List<String> values, String what) {
        values.forEach(value -> text(value, "each of " + what));
        return List.copyOf(values);
    }
}
