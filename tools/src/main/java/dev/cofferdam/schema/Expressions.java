package dev.cofferdam.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The little that a schema must know of expressions without parsing them. */
final class Expressions {
    private static final Pattern NULL = Pattern.compile("(?is)\\(*\\s*null\\s*\\)*(\\s*::\\s*[\\w\\s.\"\\[\\](),]+)?");
    private static final Pattern WORD = Pattern.compile(
            "'(?:[^']++|'')*+'|\"((?:[^\"]|\"\")+)\"|(?<![\\p{L}\\d_$.])([\\p{L}_][\\p{L}\\d_$]*)(?!\\s*\\(|[\\p{L}\\d_$])");

    private Expressions() {}

    /** A default as the server keeps it: {@code DEFAULT NULL} is no default (AddRelationNewConstraints, heap.c). */
    static Optional<String> stored(String expression) {
        return NULL.matcher(expression.strip()).matches() ? Optional.empty() : Optional.of(expression);
    }

    /** A collation as the catalogs tell it: without its schema, and not at all when it is the database's own. */
    static Optional<String> collation(String written) {
        String name = written.replaceFirst("^\"?pg_catalog\"?\\.", "");
        String bare = name.replace("\"", "");
        return bare.equalsIgnoreCase("default")
                ? Optional.empty()
                : Optional.of(Words.quoted(name.startsWith("\"") ? bare : bare.toLowerCase(Locale.ROOT)));
    }

    /** The table's columns that the expression names. */
    static List<String> columns(String expression, TableDraft table) {
        return WORD.matcher(expression)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .filter(word -> word != null)
                .map(word -> table.findColumn(word).isPresent() ? word : word.toLowerCase(Locale.ROOT))
                .filter(word -> table.findColumn(word).isPresent())
                .distinct()
                .toList();
    }
}
