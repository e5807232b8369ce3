package dev.cofferdam.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What values of one type lose on the way to another, by both types as {@code format_type} prints them (docs 8.1, 8.3, 8.5 and ALTER TABLE).
 *
 * @param limit the length, or the number of digits before the point, that a value must not exceed; absent where there is none
 */
public record Narrowing(Kind kind, Optional<Integer> limit) {
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final Set<String> FLOATS = Set.of("real", "double precision");
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "citext");

    /** Types that hold any text whatever. */
    private static final Set<String> HOLD_ALL =
            Set.of("text", "character varying", "character", "citext", "bytea", "name");

    /** How a value suffers. */
    public enum Kind {
        /** Longer values are refused; an explicit cast in USING cuts them. */
        LENGTH,
        /** Greater values are refused. */
        RANGE,
        /** Digits behind the point, fractions of a second or the time of the day go without a word. */
        ROUNDED,
        /** Text that is no value of the new type is refused. */
        UNREADABLE
    }

    /** The worst that happens to a value; empty when every value fits, or when nobody knows. */
    public static Optional<Narrowing> of(String from, String to) {
        Optional<TypeParts> source = TypeParts.of(from);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        if (TEXTS.contains(source.get().base()) && isNoText(to)) {
            return kind(Kind.UNREADABLE);
        }
        return TypeParts.of(to).flatMap(target -> between(source.get(), target));
    }

    private static boolean isNoText(String to) {
        return !HOLD_ALL.contains(TypeParts.of(to).map(TypeParts::base).orElse(to)) && !to.endsWith("[]");
    }

    private static Optional<Narrowing> between(TypeParts from, TypeParts to) {
        if (TEXTS.contains(from.base()) || from.base().equals("bit varying")) {
            return to.limit() < from.limit() ? limited(Kind.LENGTH, to.limit()) : Optional.empty();
        }
        if (to.base().equals("numeric") && from.base().equals("numeric")) {
            return numeric(from, to);
        }
        if (INTEGERS.contains(to.base())) {
            return toInteger(from, to);
        }
        if (FLOATS.contains(to.base())) {
            boolean exact = from.base().equals("numeric") || from.base().equals("bigint");
            boolean shorter = to.base().equals("real")
                    && (from.base().equals("double precision") || from.base().equals("integer"));
            return exact || shorter ? kind(Kind.ROUNDED) : Optional.empty();
        }
        return ofTime(from, to);
    }

    private static Optional<Narrowing> numeric(TypeParts from, TypeParts to) {
        if (to.whole() < from.whole()) {
            return limited(Kind.RANGE, to.whole());
        }
        return to.fraction() < from.fraction() ? kind(Kind.ROUNDED) : Optional.empty();
    }

    private static Optional<Narrowing> toInteger(TypeParts from, TypeParts to) {
        int rank = INTEGERS.indexOf(from.base());
        if (rank >= 0) {
            return rank > INTEGERS.indexOf(to.base()) ? kind(Kind.RANGE) : Optional.empty();
        }
        return from.base().equals("numeric") || FLOATS.contains(from.base()) ? kind(Kind.ROUNDED) : Optional.empty();
    }

    private static Optional<Narrowing> ofTime(TypeParts from, TypeParts to) {
        boolean toDate = to.base().equals("date") && from.base().startsWith("timestamp");
        boolean toTime = to.base().startsWith("time ") && from.base().startsWith("timestamp");
        boolean coarser = from.isTime() && to.isTime() && to.limit() < from.limit();
        return toDate || toTime || coarser ? kind(Kind.ROUNDED) : Optional.empty();
    }

    private static Optional<Narrowing> kind(Kind kind) {
        return Optional.of(new Narrowing(kind, Optional.empty()));
    }

    private static Optional<Narrowing> limited(Kind kind, int limit) {
        return Optional.of(new Narrowing(kind, Optional.of(limit)));
    }
}
