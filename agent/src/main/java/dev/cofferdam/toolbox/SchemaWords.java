package dev.cofferdam.toolbox;

import dev.cofferdam.rows.TableFacts;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Described;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A schema as a planner reads it. */
final class SchemaWords {
    private SchemaWords() {}

    static Report ofTables(Schema schema, Optional<TableFacts> facts) {
        List<String> names = schema.tables().stream()
                .map(table -> table.ref().toString())
                .sorted()
                .toList();
        return Report.of(
                "tables, from " + schema.source() + ":\n" + String.join("\n", names)
                        + facts.map(FactWords::largest).orElse("") + unread(schema),
                Map.of("tables", String.valueOf(names.size())),
                names);
    }

    static Report ofTable(Schema schema, Table table, Optional<TableFacts> facts) {
        List<String> lines = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Map<String, String> values = new TreeMap<>();
        values.put("columns", String.valueOf(table.columns().size()));
        values.put("optional", optional(table));
        values.putAll(Described.values(table));
        names.add(table.ref().toString());
        lines.add("table " + table.ref() + ", from " + schema.source());
        for (Column column : table.columns()) {
            names.add(table.ref() + "." + column.name());
            lines.add("  " + column.name() + " " + column.type() + (column.nullable() ? "" : " NOT NULL")
                    + column.defaultExpression()
                            .map(value -> " DEFAULT " + value)
                            .orElse(""));
        }
        table.constraints().forEach(constraint -> {
            names.add(constraint.name());
            constraint.references().ifPresent(other -> names.add(other.toString()));
            lines.add("  constraint " + constraint.name() + " " + constraint.definition()
                    + (constraint.validated() ? "" : " (not validated)"));
        });
        table.indexes().forEach(index -> {
            names.add(index.name());
            lines.add("  " + index.definition());
        });
        table.triggers().forEach(trigger -> {
            names.add(trigger.name());
            lines.add("  " + trigger.definition());
        });
        schema.foreignKeysTo(table.ref()).forEach(key -> {
            names.add(key.table().ref().toString());
            lines.add("  referenced by " + key.constraint().name() + " of "
                    + key.table().ref());
        });
        schema.viewsOver(table.ref()).forEach(view -> {
            names.add(view.ref().toString());
            view.over().forEach(over -> names.add(over.toString()));
            lines.add("  view " + view.ref() + " reads "
                    + view.reads().stream().map(Object::toString).collect(Collectors.joining(", ")));
        });
        facts.ifPresent(seen -> {
            lines.addAll(FactWords.lines(seen));
            values.putAll(FactWords.values(seen));
            names.addAll(seen.publications());
            names.addAll(seen.invalidIndexes());
        });
        return Report.of(
                String.join("\n", lines) + unread(schema),
                values,
                names.stream().distinct().toList());
    }

    /** Columns that an INSERT may leave out. */
    private static String optional(Table table) {
        return table.columns().stream()
                .filter(column -> column.nullable()
                        || column.defaultExpression().isPresent()
                        || column.identity().isPresent()
                        || column.generated().isPresent())
                .map(Column::name)
                .collect(Collectors.joining(", "));
    }

    private static String unread(Schema schema) {
        return schema.unread().stream()
                .map(part -> "\nnot read: " + part.place() + " " + part.what() + ": " + part.why())
                .collect(Collectors.joining());
    }
}
