package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.Style;
import java.util.Map;

/**
 * How Java code holds values of a column.
 *
 * @param name class name without package
 * @param accessor what comes behind {@code set} and {@code get} of JDBC: {@code Long}
 */
public record JavaType(String name, String accessor) {
    /** What the driver's own documentation and the common mappers take for these types. */
    private static final Map<String, JavaType> KNOWN = Map.ofEntries(
            Map.entry("smallint", new JavaType("Short", "Short")),
            Map.entry("integer", new JavaType("Integer", "Int")),
            Map.entry("bigint", new JavaType("Long", "Long")),
            Map.entry("numeric", new JavaType("BigDecimal", "BigDecimal")),
            Map.entry("real", new JavaType("Float", "Float")),
            Map.entry("double precision", new JavaType("Double", "Double")),
            Map.entry("boolean", new JavaType("Boolean", "Boolean")),
            Map.entry("date", new JavaType("LocalDate", "Object")),
            Map.entry("time without time zone", new JavaType("LocalTime", "Object")),
            Map.entry("timestamp without time zone", new JavaType("LocalDateTime", "Object")),
            Map.entry("timestamp with time zone", new JavaType("OffsetDateTime", "Object")),
            Map.entry("uuid", new JavaType("UUID", "Object")),
            Map.entry("bytea", new JavaType("byte[]", "Bytes")),
            Map.entry("text", new JavaType("String", "String")),
            Map.entry("character varying", new JavaType("String", "String")),
            Map.entry("character", new JavaType("String", "String")));

    /** The usual class for a type as the server prints it. */
    public static JavaType of(String type) {
        String base = type.replaceAll("\\(.*?\\)", "").strip();
        return KNOWN.getOrDefault(base, new JavaType("the class for " + base, "Object"));
    }

    /** What an edit at a place of this style has to do about the type, after the place itself was named. */
    public String instruction(Style style) {
        return switch (style) {
            case MAPPING ->
                "make its type `" + name + "`, and follow the compiler through whatever reads or writes the property";
            case SQL_FILE, MIGRATION, SCHEMA_OBJECT, TEMPLATE, API_NAME, TEXT ->
                "write its values as the new type has them";
            case RESULT_COLUMN, POSITION -> "read it with `get" + accessor + "`";
            case JPQL,
                    CRITERIA,
                    GENERATED,
                    DERIVED_QUERY,
                    NATIVE_QUERY,
                    SQL_STRING,
                    MAPPER_XML,
                    ENTITY_READ,
                    ENTITY_WRITE,
                    DIRTY_WRITE,
                    THROUGH_OBJECT,
                    ASSOCIATION_READ,
                    STAR,
                    ACCESSOR ->
                "bind and read `" + name + "` (`set" + accessor + "`, `get" + accessor
                        + "`), and look at casts, comparisons with literals and ORDER BY";
        };
    }
}
