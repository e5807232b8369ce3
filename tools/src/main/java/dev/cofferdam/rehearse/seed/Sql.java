package dev.cofferdam.rehearse.seed;

import dev.cofferdam.sql.Identifiers;
import java.util.Collection;
import java.util.stream.Collectors;

/** Small pieces of SQL text. */
final class Sql {
    private Sql() {}

    /** {@code 'O''Brien'}; the server runs with standard_conforming_strings. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** {@code ARRAY['a', 'b']::text[]}. */
    static String array(Collection<String> texts) {
        return texts.stream().map(Sql::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }

    /** {@code id, "Name"}. */
    static String names(Collection<String> names) {
        return names.stream().map(Identifiers::quoteIfNeeded).collect(Collectors.joining(", "));
    }
}
