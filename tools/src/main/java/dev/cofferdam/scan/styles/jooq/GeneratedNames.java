package dev.cofferdam.scan.styles.jooq;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.scan.java.Accessors;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What jOOQ calls a table and its column in the code that it generates, by its default strategy ({@code DefaultGeneratorStrategy}): the
 * generated sources are often not in the repository, so the names are made from the schema's.
 *
 * @param tableConstant {@code OWNERS}
 * @param tableClass {@code Owners}, which is also the name of the plain object
 * @param columnConstant {@code LAST_NAME}
 * @param property {@code lastName}, of which accessors are made
 */
public record GeneratedNames(String tableConstant, String tableClass, String columnConstant, String property) {

    /** The names of a column and its table. */
    public static GeneratedNames of(ColumnRef column) {
        String table = column.table().name();
        String camel = camel(column.column());
        return new GeneratedNames(
                constant(table),
                camel(table),
                constant(column.column()),
                camel.isEmpty() ? column.column() : Character.toLowerCase(camel.charAt(0)) + camel.substring(1));
    }

    private static String constant(String name) {
        String upper = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_$]", "_");
        return upper.isEmpty() || !Character.isDigit(upper.charAt(0)) ? upper : "_" + upper;
    }

    /** As jOOQ's {@code StringUtils.toCamelCase}: a part that begins with a digit keeps its underscore. */
    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_")) {
            if (!word.isEmpty()) {
                camel.append(Character.isDigit(word.charAt(0)) && !camel.isEmpty() ? "_" : "");
                camel.append(Character.toUpperCase(word.charAt(0)))
                        .append(word.substring(1).toLowerCase(Locale.ROOT));
            }
        }
        return camel.toString();
    }

    /** {@code OwnersRecord}. */
    public String recordClass() {
        return tableClass + "Record";
    }

    /** Words of which one is in every file that can use the table. */
    Set<String> tableWords() {
        return Set.of(tableConstant, tableClass, recordClass(), tableClass + "Dao");
    }

    Map<String, dev.cofferdam.domain.Access> accessors() {
        return Accessors.of(property);
    }
}
