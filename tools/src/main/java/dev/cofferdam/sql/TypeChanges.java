package dev.cofferdam.sql;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ALTER COLUMN TYPE has to do to the rows, by both types as {@code format_type} prints them. Every row of this table is proved on a real
 * server by {@code TypeChangesTest}; what is not in it is taken for a rewrite.
 */
public final class TypeChanges {
    private static final Pattern TYPE =
            Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?( with(?:out)? time zone)?");

    private static final Set<String> WIDENED = Set.of(
            "text",
            "character varying",
            "numeric",
            "bit varying",
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "time with time zone",
            "interval");

    /** What a modifier is when there is none: no limit. */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private TypeChanges() {}

    /** A type taken apart: {@code numeric(10,2)} has base {@code numeric}, limit 10 and scale 2. */
    private record Parts(String base, int limit, Optional<Integer> scale) {
        static Optional<Parts> of(String type) {
            Matcher matcher = TYPE.matcher(type);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String zone = matcher.group(4) == null ? "" : matcher.group(4);
            int limit = matcher.group(2) == null ? UNLIMITED : Integer.parseInt(matcher.group(2));
            return Optional.of(new Parts(
                    matcher.group(1) + zone,
                    limit,
                    Optional.ofNullable(matcher.group(3)).map(Integer::parseInt)));
        }

        private boolean isUnlimited() {
            return limit == UNLIMITED;
        }
    }

    /**
     * Whether the change is made in the catalogs alone: no row is written, and an index without expression or predicate is kept. A CHECK on
     * the column is still verified against every row, and an index with an expression or a predicate is built anew.
     */
    public static boolean isCatalogOnly(String from, String to) {
        if (from.equals(to) || from.equals("cidr") && to.equals("inet")) {
            return true;
        }
        Optional<Parts> source = Parts.of(from);
        Optional<Parts> target = Parts.of(to);
        return source.isPresent() && target.isPresent() && widens(source.get(), target.get());
    }

    /** Whether there is a type from which the change would be made in the catalogs alone, besides the type itself. */
    public static boolean mayBeCatalogOnly(String to) {
        return to.equals("inet")
                || Parts.of(to)
                        .filter(parts -> WIDENED.contains(parts.base()))
                        .isPresent();
    }

    private static boolean widens(Parts from, Parts to) {
        return switch (to.base()) {
            case "text", "character varying" ->
                (from.base().equals("text") || from.base().equals("character varying"))
                        && (to.isUnlimited() || !from.base().equals("text") && to.limit() >= from.limit());
            case "numeric" ->
                from.base().equals("numeric")
                        && (to.isUnlimited() || from.scale().equals(to.scale()) && to.limit() >= from.limit());
            case "bit varying",
                    "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone",
                    "interval" -> from.base().equals(to.base()) && to.limit() >= from.limit();
            default -> false;
        };
    }
}
