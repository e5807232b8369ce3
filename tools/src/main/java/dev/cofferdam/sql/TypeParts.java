package dev.cofferdam.sql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as {@code format_type} prints it, taken apart: {@code numeric(10,2)} has base {@code numeric}, limit 10 and scale 2.
 *
 * @param limit length, precision or number of digits; {@link #UNLIMITED} when nothing is cut
 */
record TypeParts(String base, int limit, Optional<Integer> scale) {
    /** What a limit is when there is none. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    /** Times are kept to the microsecond (docs 8.5), so that a precision of 6 cuts nothing. */
    private static final int FINEST_TIME = 6;

    private static final Pattern TYPE =
            Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?( with(?:out)? time zone)?");

    /** Empty for arrays, and for types of one's own with capitals, digits or a schema. */
    static Optional<TypeParts> of(String type) {
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String base = matcher.group(1) + (matcher.group(4) == null ? "" : matcher.group(4));
        int limit = matcher.group(2) == null ? UNLIMITED : Integer.parseInt(matcher.group(2));
        return Optional.of(new TypeParts(
                base,
                isTime(base) && limit >= FINEST_TIME ? UNLIMITED : limit,
                Optional.ofNullable(matcher.group(3)).map(Integer::parseInt)));
    }

    boolean isUnlimited() {
        return limit == UNLIMITED;
    }

    boolean isTime() {
        return isTime(base);
    }

    private static boolean isTime(String base) {
        return base.startsWith("time") || base.equals("interval");
    }

    /** Digits before the point. */
    int whole() {
        return isUnlimited() ? UNLIMITED : limit - scale.orElse(0);
    }

    /** Digits behind the point. */
    int fraction() {
        return isUnlimited() ? UNLIMITED : scale.orElse(0);
    }
}
