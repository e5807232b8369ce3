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

    private static final Set<String> OIDS = Set.of(
            "oid",
            "regclass",
            "regcollation",
            "regconfig",
            "regdictionary",
            "regnamespace",
            "regoper",
            "regoperator",
            "regproc",
            "regprocedure",
            "regrole",
            "regtype");

    private static final String ARRAY = "[]";

    private TypeChanges() {}

    /**
     * Whether the change is made in the catalogs alone: no row is written, and an index without expression or predicate is kept. A CHECK on
     * the column is still verified against every row, and an index with an expression or a predicate is built anew.
     */
    public static boolean isCatalogOnly(String from, String to) {
        if (from.equals(to) || from.equals("cidr") && to.equals("inet") || isOidAlias(from, to)) {
            return true;
        }
        if (from.endsWith(ARRAY) && to.endsWith(ARRAY)) {
            return losesLimit(element(from), element(to));
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

    /**
     * Whether the table is kept although {@link #isCatalogOnly} says no: the bits of a value are the same, but another operator class sorts
     * them, so that every index on the column is built anew. Between time zones, and with citext, that depends on more than the types.
     */
    public static boolean keepsTableOnly(String from, String to) {
        boolean number = from.equals("integer") && isOid(to) || isOid(from) && to.equals("integer");
        return number || from.matches("bit\\(\\d+\\)") && to.equals("bit varying");
    }

    /** An object's number by one name or another; between two kinds of objects the server knows no such cast. */
    private static boolean isOidAlias(String from, String to) {
        return isOid(from)
                && isOid(to)
                && (from.equals("oid")
                        || to.equals("oid")
                        || withoutArguments(from).equals(withoutArguments(to)));
    }

    private static boolean isOid(String type) {
        return OIDS.contains(type);
    }

    /** {@code regproc} and {@code regprocedure} are of one kind, and so are {@code regoper} and {@code regoperator}. */
    private static String withoutArguments(String type) {
        return type.replace("edure", "").replace("ator", "");
    }

    /** The server looks at no element when there is no limit to hold it against. */
    private static boolean losesLimit(String from, String to) {
        return TypeParts.of(from)
                .filter(source -> TypeParts.of(to)
                        .filter(target -> target.base().equals(source.base())
                                && to.equals(target.base())
                                && WIDENED.contains(target.base()))
                        .isPresent())
                .isPresent();
    }

    private static String element(String array) {
        return array.substring(0, array.length() - ARRAY.length());
    }

    private static boolean isInterval(String base) {
        return base.equals("interval") || base.startsWith("interval ");
    }

    private static boolean widens(TypeParts from, TypeParts to) {
        return switch (to.base()) {
            case "text", "character varying" ->
                from.base().equals("xml") && to.isUnlimited()
                        || (from.base().equals("text") || from.base().equals("character varying"))
                                && (to.isUnlimited() || !from.base().equals("text") && to.limit() >= from.limit());
            case "numeric" ->
                from.base().equals("numeric")
                        && (to.isUnlimited() || from.scale().equals(to.scale()) && to.limit() >= from.limit());
            case "bit varying",
                    "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone" -> from.base().equals(to.base()) && to.limit() >= from.limit();
            // Fields such as YEAR TO MONTH were cut when the value was stored.
            case "interval" -> isInterval(from.base()) && to.limit() >= from.limit();
            default -> false;
        };
    }
}
