package dev.cofferdam.rules.statements.situation;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What UNIQUE and PRIMARY KEY say besides their columns, taken apart such that an index can say one half and a constraint over it the other
 * (PostgreSQL docs, ALTER TABLE, table_constraint_using_index).
 *
 * @param columns with INCLUDE, as written; empty for one that is written beside its column
 * @param index what the index says behind its columns, with a blank before it
 * @param timing what the constraint says behind USING INDEX, with a blank before it
 */
public record KeyDefinition(Optional<String> columns, String index, String timing) {
    /** An element WITHOUT OVERLAPS makes an index of another kind. */
    private static final Pattern DEFINITION = Pattern.compile(
            "(?is)(?:UNIQUE|PRIMARY\\s+KEY)(?<nulls>\\s+NULLS\\s+NOT\\s+DISTINCT|\\s+NULLS\\s+DISTINCT)?"
                    + "(?:\\s*(?<columns>\\((?![^()]*\\bWITHOUT\\b)[^()]*\\)(?:\\s*INCLUDE\\s*\\([^()]*\\))?))?"
                    + "(?<with>\\s+WITH\\s*\\([^()]*\\))?(?:\\s+USING\\s+INDEX(?<space>\\s+TABLESPACE\\s+\\S+))?"
                    + "(?<timing>(?:\\s+(?:NOT|DEFERRABLE|INITIALLY|DEFERRED|IMMEDIATE))*)");

    /** Empty for a definition that says more than an index and a constraint over it can. */
    public static Optional<KeyDefinition> of(String definition) {
        Matcher parts = DEFINITION.matcher(definition.strip());
        return parts.matches()
                ? Optional.of(new KeyDefinition(
                        Optional.ofNullable(parts.group("columns")),
                        part(parts, "nulls") + part(parts, "with") + part(parts, "space"),
                        part(parts, "timing")))
                : Optional.empty();
    }

    private static String part(Matcher parts, String name) {
        return Objects.requireNonNullElse(parts.group(name), "");
    }
}
