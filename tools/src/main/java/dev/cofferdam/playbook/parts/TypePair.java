package dev.cofferdam.playbook.parts;

import dev.cofferdam.sql.TypeChanges;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two types of one column, today's and the wanted one, as the server prints them. What {@link #servesOldCode} says is proved pair by pair with
 * the driver by {@code TypePairTest}.
 */
public record TypePair(String from, String to) {
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");

    /** Digits that hold every value of an integer type (PostgreSQL docs 8.1.1). */
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    /** Types whose text says the whole value, and reads back as it was. */
    private static final Set<String> TEXT_SAYS_ALL =
            Set.of("smallint", "integer", "bigint", "numeric", "boolean", "uuid", "date", "bytea", "inet", "cidr");

    /** Types without an equality operator. */
    private static final Set<String> WITHOUT_EQUALITY = Set.of("json", "xml", "point", "polygon", "circle", "line");

    private static final Pattern NUMERIC = Pattern.compile("numeric\\((\\d+),(-?\\d+)\\)");
    private static final Pattern LIMITED = Pattern.compile("(?:character varying|character)\\((\\d+)\\)");

    /** The way back. */
    public TypePair reversed() {
        return new TypePair(to, from);
    }

    /** Whether statements of code that knows the old type go on working, and mean the same, when the column has the new one. */
    public boolean servesOldCode() {
        return TypeChanges.isCatalogOnly(from, to)
                || widensInteger()
                || widensNumeric()
                || from.equals("real") && to.equals("double precision")
                || isCharacter(from) && isText(to) && limit(to) >= limit(from);
    }

    /** Whether every value of the old type has one of the new. */
    public boolean isTotal() {
        return servesOldCode() || isText(to) && limit(to) == Integer.MAX_VALUE;
    }

    /** Whether the server casts a value that is assigned without being told to (PostgreSQL docs, CREATE CAST). */
    boolean castsByItself() {
        return isTotal() || isText(to);
    }

    /** Whether the way there and back gives the same value. */
    public boolean givesBack() {
        return servesOldCode() && !isCharacter(from) || isText(to) && isTotal() && TEXT_SAYS_ALL.contains(base(from));
    }

    /** Whether sorting, comparing and finding equal follow other rules. */
    public boolean sortsAnew() {
        return !servesOldCode();
    }

    /** Whether the zone that the session happens to have decides the value. */
    public boolean dependsOnZone() {
        boolean zoned = from.contains(" with time zone") != to.contains(" with time zone");
        return zoned && from.startsWith("timestamp") && to.startsWith("timestamp");
    }

    /** A smaller length, precision or range of the same sort of value. */
    public boolean narrows() {
        return !servesOldCode() && reversed().servesOldCode() || isText(from) && isText(to) && limit(to) < limit(from);
    }

    /** SQL that says whether two values of the old type differ as values. */
    public static String differs(String type, String left, String right) {
        String text = WITHOUT_EQUALITY.contains(base(type)) ? "::text" : "";
        return left + text + " IS DISTINCT FROM " + right + text;
    }

    /**
     * The new value of an operand; NULL, rather than a text cut off, where the new type has a length that the text exceeds (an explicit cast
     * cuts without a word, PostgreSQL docs 8.3).
     */
    public String cast(String operand) {
        if (limit(to) == Integer.MAX_VALUE || isTotal()) {
            return operand + "::" + to;
        }
        return "CASE WHEN char_length(" + operand + "::text) <= " + limit(to) + " THEN " + operand + "::" + to + " END";
    }

    /**
     * The old value of an operand of the new type, NULL where there is none that would be the same. A floating-point number keeps the
     * digits that the old type has.
     */
    public String castBack(String operand) {
        String value = operand + "::" + from;
        return from.equals("real")
                ? value
                : "CASE WHEN NOT (" + differs(to, "(" + value + ")::" + to, operand) + ") THEN " + value + " END";
    }

    private boolean widensInteger() {
        if (!INTEGERS.contains(from)) {
            return false;
        }
        Matcher numeric = NUMERIC.matcher(to);
        return INTEGERS.indexOf(to) > INTEGERS.indexOf(from)
                || to.equals("numeric")
                || numeric.matches()
                        && Integer.parseInt(numeric.group(1)) - Integer.parseInt(numeric.group(2))
                                >= DIGITS.getOrDefault(from, Integer.MAX_VALUE)
                        && Integer.parseInt(numeric.group(2)) >= 0;
    }

    private boolean widensNumeric() {
        Matcher source = NUMERIC.matcher(from);
        Matcher target = NUMERIC.matcher(to);
        if (!source.matches() || !target.matches()) {
            return false;
        }
        int scale = Integer.parseInt(source.group(2));
        int newScale = Integer.parseInt(target.group(2));
        return newScale >= scale
                && Integer.parseInt(target.group(1)) - newScale >= Integer.parseInt(source.group(1)) - scale;
    }

    private static String base(String type) {
        return type.replaceAll("\\(.*?\\)", "").strip();
    }

    private static boolean isCharacter(String type) {
        return base(type).equals("character");
    }

    private static boolean isText(String type) {
        return base(type).equals("text") || base(type).equals("character varying");
    }

    private static int limit(String type) {
        Matcher limited = LIMITED.matcher(type);
        return limited.matches() ? Integer.parseInt(limited.group(1)) : Integer.MAX_VALUE;
    }
}
