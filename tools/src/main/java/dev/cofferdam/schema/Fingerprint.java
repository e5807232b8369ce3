package dev.cofferdam.schema;

import dev.cofferdam.domain.Digest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A digest of the slice of a schema around one table. Only what a static and a replayed schema tell in the same words goes in: names,
 * types, what is nullable, and how things hang together. Expressions do not, because the server prints them in its own words.
 */
final class Fingerprint {

    private Fingerprint() {}

    static String of(Schema schema, Table table) {
        return Digest.of(String.join("\n", lines(schema, table)));
    }

    /** What the digest is made of. */
    static Set<String> lines(Schema schema, Table table) {
        Set<String> lines = new TreeSet<>();
        slice(schema, table).forEach(each -> describe(each, lines));
        schema.views().stream()
                .filter(view ->
                        view.reads().stream().anyMatch(read -> read.table().isSameTable(table.ref())))
                .forEach(view -> lines.add((view.materialized() ? "materialized view " : "view ") + view.ref()));
        return lines;
    }

    private static List<Table> slice(Schema schema, Table table) {
        return schema.tables().stream()
                .filter(other -> other.ref().equals(table.ref()) || pointsAt(other, table) || pointsAt(table, other))
                .sorted(Comparator.comparing(Table::ref))
                .toList();
    }

    private static boolean pointsAt(Table from, Table to) {
        return from.constraints().stream().anyMatch(constraint -> constraint
                .references()
                .filter(ref -> ref.isSameTable(to.ref()))
                .isPresent());
    }

    private static void describe(Table table, Set<String> lines) {
        String name = "table " + table.ref() + (table.partitioned() ? " partitioned" : "");
        lines.add(name);
        for (Column column : table.columns()) {
            lines.add(name + " column " + column.name() + " " + column.type() + (column.nullable() ? "" : " not null")
                    + (column.defaultExpression().isPresent() ? " default" : "")
                    + (column.generated().isPresent() ? " generated" : "")
                    + column.identity().map(kind -> " identity " + kind).orElse(""));
        }
        for (Constraint constraint : table.constraints()) {
            lines.add(name + " constraint " + constraint.name() + " " + constraint.kind()
                    + (constraint.kind() == Constraint.Kind.CHECK ? "" : " " + constraint.columns())
                    + constraint
                            .references()
                            .map(ref -> " references " + ref + constraint.referencedColumns())
                            .orElse("")
                    + (constraint.validated() ? "" : " not valid"));
        }
        for (Index index : table.indexes()) {
            lines.add(name + " index " + index.name() + " " + index.method() + (index.unique() ? " unique" : "")
                    + (index.predicate().isPresent() ? " partial" : "") + " " + new TreeSet<>(index.columns()));
        }
        for (Trigger trigger : table.triggers()) {
            lines.add(name + " trigger " + trigger.name() + " " + trigger.function());
        }
    }
}
