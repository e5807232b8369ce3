package dev.cofferdam.intent;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A column's step from one type to another, both as the server prints them. */
record TypeStep(String from, String to) {
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final List<String> FLOATS = List.of("real", "double precision");
    private static final List<String> TEXTS = List.of("text", "character varying", "character");
    private static final List<String> BITS = List.of("bit", "bit varying");
    private static final Pattern MODIFIER = Pattern.compile("\\((\\d{1,9})(?:,(-?\\d{1,9}))?\\)");

    /** Of times, time stamps and intervals when the type says none (PostgreSQL docs 8.5). */
    private static final int FULL_PRECISION = 6;

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /** Whether a smaller length, precision or range is left, into which not every value of the old type fits. */
    boolean isNarrower() {
        if (from.endsWith("[]") != to.endsWith("[]")) {
            return false;
        }
        if (ranks(INTEGERS) || ranks(FLOATS)) {
            List<String> ladder = INTEGERS.contains(from) ? INTEGERS : FLOATS;
            return ladder.indexOf(to) < ladder.indexOf(from);
        }
        if (both(TEXTS) || both(BITS)) {
            return modifier(to, 1).orElse(NO_LIMIT) < modifier(from, 1).orElse(NO_LIMIT);
        }
        if (both(List.of("numeric"))) {
            return hasFewerDigits();
        }
        boolean times = TypeNames.base(from).equals(TypeNames.base(to))
                && TypeNames.base(from).matches("time.*|interval");
        return times
                && modifier(to, 1).orElse(FULL_PRECISION) < modifier(from, 1).orElse(FULL_PRECISION);
    }

    private boolean hasFewerDigits() {
        if (modifier(to, 1).isEmpty()) {
            return false;
        }
        return modifier(from, 1).isEmpty()
                || scale(to) < scale(from)
                || modifier(to, 1).get() - scale(to) < modifier(from, 1).get() - scale(from);
    }

    private static int scale(String type) {
        return modifier(type, 2).orElse(0);
    }

    /** Whether it is one whole-number type and a larger one. */
    boolean isLargerInteger() {
        return ranks(INTEGERS) && INTEGERS.indexOf(to) > INTEGERS.indexOf(from);
    }

    /** Whether a time stamp gets or loses its zone. */
    boolean changesZone() {
        return Stream.of(from, to).allMatch(type -> TypeNames.base(type).startsWith("timestamp"))
                && !TypeNames.base(from).equals(TypeNames.base(to));
    }

    private boolean ranks(List<String> ladder) {
        return ladder.contains(from) && ladder.contains(to);
    }

    private boolean both(List<String> family) {
        return family.contains(TypeNames.base(from)) && family.contains(TypeNames.base(to));
    }

    private static Optional<Integer> modifier(String type, int number) {
        Matcher modifier = MODIFIER.matcher(type);
        return modifier.find() ? Optional.ofNullable(modifier.group(number)).map(Integer::valueOf) : Optional.empty();
    }
}
