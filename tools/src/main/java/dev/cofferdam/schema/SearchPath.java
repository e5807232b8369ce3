package dev.cofferdam.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads the value of {@code search_path}. */
final class SearchPath {
    private SearchPath() {}

    /** The schemas named; the initial ones for DEFAULT and for a path that names none, which pg_dump writes and then qualifies. */
    static List<String> of(String value, List<String> initial) {
        List<String> schemas = Stream.of(value.split(","))
                .map(String::strip)
                .map(SearchPath::unquoted)
                .filter(schema -> !schema.isEmpty() && !schema.equals("$user") && !schema.equals("pg_catalog"))
                .toList();
        return schemas.size() == 1 && schemas.get(0).equals("default")
                ? initial
                : schemas.isEmpty() ? initial : schemas;
    }

    private static String unquoted(String schema) {
        boolean quoted = schema.length() > 1 && (schema.startsWith("\"") || schema.startsWith("'"));
        return quoted ? unquoted(schema.substring(1, schema.length() - 1)) : schema.toLowerCase(Locale.ROOT);
    }
}
