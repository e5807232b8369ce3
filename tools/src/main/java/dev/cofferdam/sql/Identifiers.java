package dev.cofferdam.sql;

import dev.cofferdam.domain.TableRef;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as SQL writes them and as the server stores them (PostgreSQL docs 4.1.1). */
public final class Identifiers {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

    private Identifiers() {}

    /** The stored name as SQL must write it: quoted when it is a key word that is not free, or not a plain lower-case word. */
    public static String quoteIfNeeded(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        boolean plain = PLAIN.matcher(name).matches()
                && !Keywords.RESERVED.contains(upper)
                && !Keywords.FUNCTION_OR_TYPE.contains(upper)
                && !Keywords.COLUMN_ONLY.contains(upper);
        return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The table as SQL must write it, with its schema when it has one. */
    public static String quoteIfNeeded(TableRef table) {
        String name = quoteIfNeeded(table.name());
        return table.schema().map(schema -> quoteIfNeeded(schema) + "." + name).orElse(name);
    }

    /** The name as the server stores it: quotes removed, otherwise ASCII letters in lower case as the server does under UTF-8. */
    public static String fold(String written) {
        if (written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")) {
            return written.substring(1, written.length() - 1).replace("\"\"", "\"");
        }
        StringBuilder folded = new StringBuilder(written.length());
        written.chars().forEach(c -> folded.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
        return folded.toString();
    }
}
