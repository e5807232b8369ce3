package dev.cofferdam.schema;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the ledger keeps of a table, so that a plan can be judged by those who no longer see the schema. */
public final class Described {
    private Described() {}

    /**
     * Short texts by name: {@code owners.city.type}, {@code owners.city.nullable}, {@code owners.city.default}; and the columns that a
     * constraint or index stands on, as {@code constraint owners_city_check}, and as {@code unvalidated owners_city_check} too while it is NOT VALID. What a check
     * asks is told as {@code check owners_city_check}, what an index is as {@code definition of index owners_city_idx}. NOT NULL and the index of a constraint are told once.
     */
    public static Map<String, String> values(Table table) {
        Map<String, String> values = new TreeMap<>();
        for (Column column : table.columns()) {
            String name = table.ref().column(column.name()).toString();
            values.put(name + ".type", column.type());
            values.put(name + ".nullable", String.valueOf(column.nullable()));
            column.defaultExpression().ifPresent(value -> values.put(name + ".default", value));
        }
        table.constraints().stream()
                .filter(constraint -> constraint.kind() != Constraint.Kind.NOT_NULL)
                .forEach(constraint ->
                        values.put("constraint " + constraint.name(), columns(table, constraint.columns())));
        table.constraints().stream()
                .filter(constraint -> !constraint.validated())
                .forEach(constraint ->
                        values.put("unvalidated " + constraint.name(), columns(table, constraint.columns())));
        table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK)
                .forEach(constraint -> values.put("check " + constraint.name(), constraint.definition()));
        table.indexes().stream()
                .filter(index -> index.constraint().isEmpty())
                .forEach(index -> values.put("index " + index.name(), columns(table, index.columns())));
        table.indexes().forEach(index -> values.put("definition of index " + index.name(), index.definition()));
        return values;
    }

    private static String columns(Table table, List<String> names) {
        return names.stream().map(name -> table.ref().column(name).toString()).collect(Collectors.joining(","));
    }
}
