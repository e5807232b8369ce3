package dev.cofferdam.sql;

import java.util.Optional;
import java.util.Set;

/**
 * What ALTER COLUMN TYPE has to do to the rows, by both types as {@code format_type} prints them. Every row of this table is proved on a real
 * server by {@code TypeChangesTest}; what is not in it is taken for a rewrite.
 */
public final class TypeChanges {
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

    private TypeChanges() {}

    /**
     * Whether the change is made in the catalogs alone: no row is written, and an index without expression or predicate is kept. A CHECK on
     * the column is still verified against every row, and an index with an expression or a predicate is built anew.
     */
    public static boolean isCatalogOnly(String from, String to) {
        if (from.equals(to) || from.equals("cidr") && to.equals("inet")) {
            return true;
        }
        Optional<TypeParts> source = TypeParts.of(from);
        Optional<TypeParts> target = TypeParts.of(to);
        return source.isPresent() && target.isPresent() && widens(source.get(), target.get());
    }

    /** Whether there is a type from which the change would be made in the catalogs alone, besides the type itself. */
    public static boolean mayBeCatalogOnly(String to) {
        return to.equals("inet")
                || TypeParts.of(to)
                        .filter(parts -> WIDENED.contains(parts.base()))
                        .isPresent();
    }

    private static boolean widens(TypeParts from, TypeParts to) {
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
