package dev.cofferdam.rules.info;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one spelling in which rules compare names: how the server stores them (PostgreSQL docs 4.1.1), with their schema unless it is
 * {@code public}.
 */
public final class StoredName {
    private static final Pattern PART = Pattern.compile("\"(?:[^\"]|\"\")+\"|[^\".()\\s]+");

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\w$]*");

    private StoredName() {}

    /** The name of a parsed object. */
    public static String of(TableRef ref) {
        return ref.schema()
                        .filter(schema -> !schema.equals("public"))
                        .map(schema -> schema + ".")
                        .orElse("")
                + ref.name();
    }

    /** The name of a column, behind its table's. */
    public static String of(ColumnRef column) {
        return of(column.table()) + "." + column.column();
    }

    /** A name in the schema of another object, such as an index in its table's. */
    public static String beside(TableRef sibling, String name) {
        return of(new TableRef(sibling.schema(), name));
    }

    /** The name of a routine or trigger as SQL writes it, without arguments and quotes, folded where it is not quoted. */
    public static String of(String written) {
        List<String> parts = parts(written);
        return String.join(".", parts.size() > 1 && parts.get(0).equals("public") ? parts.subList(1, 2) : parts);
    }

    /** The last part of the name. */
    public static String unqualified(String written) {
        List<String> parts = parts(written);
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    /** A name as {@link #of(TableRef)} gives it, without its schema. */
    public static String withoutSchema(String stored) {
        return stored.substring(stored.lastIndexOf('.') + 1);
    }

    /** Whether a plan's word for an object is its name, as SQL writes it or as the server stores it. */
    public static boolean means(String word, String stored) {
        return word.equals(stored) || of(word).equals(stored);
    }

    /**
     * A regular expression for the places where a text of SQL, which is searched without regard to case, names the stored name: quoted
     * letter by letter, or unquoted in any case where folding gives the same name.
     */
    public static String pattern(String stored) {
        String quoted = "(?-i:" + Pattern.quote('"' + stored.replace("\"", "\"\"") + '"') + ")";
        return WORD.matcher(stored).matches() && Identifiers.fold(stored).equals(stored)
                ? "(?:" + quoted + "|(?<![\\w$\"])" + Pattern.quote(stored) + "(?![\\w$\"]))"
                : quoted;
    }

    private static List<String> parts(String written) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(written);
        int next = 0;
        while (part.find() && part.start() == next) {
            parts.add(Identifiers.fold(part.group()));
            next = part.end() + 1;
            if (part.end() == written.length() || written.charAt(part.end()) != '.') {
                break;
            }
        }
        return parts;
    }
}
