package dev.cofferdam.schema;

import java.util.Set;
import java.util.TreeSet;

/** A schema as sorted lines of what its two sources must tell alike: everything but the text of expressions and definitions. */
final class SchemaLines {
    private SchemaLines() {}

    static Set<String> of(Schema schema) {
        Set<String> lines = new TreeSet<>();
        schema.tables().forEach(table -> table(table, lines));
        for (View view : schema.views()) {
            lines.add((view.materialized() ? "materialized view " : "view ") + view.ref());
            view.reads().forEach(read -> lines.add("view " + view.ref() + " reads " + read));
        }
        schema.routines().forEach(routine -> lines.add("routine " + routine.name() + " " + routine.language()));
        return lines;
    }

    private static void table(Table table, Set<String> lines) {
        String name = "table " + table.ref();
        lines.add(name + (table.partitioned() ? " partitioned" : ""));
        int position = 0;
        for (Column column : table.columns()) {
            position++;
            lines.add(name + " column " + position + " " + column.name() + " " + column.type()
                    + (column.nullable() ? "" : " not null")
                    + (column.defaultExpression().isPresent() ? " default" : "")
                    + (column.generated().isPresent() ? " generated" : "")
                    + column.identity().map(kind -> " identity " + kind).orElse("")
                    + column.collation()
                            .map(collation -> " collate " + collation)
                            .orElse("")
                    + column.comment().map(comment -> " -- " + comment).orElse(""));
        }
        for (Constraint constraint : table.constraints()) {
            lines.add(name + " constraint " + constraint.name() + " " + constraint.kind() + " "
                    + (constraint.kind() == Constraint.Kind.CHECK
                            ? new TreeSet<>(constraint.columns())
                            : constraint.columns())
                    + constraint
                            .references()
                            .map(ref -> " -> " + ref + constraint.referencedColumns())
                            .orElse("")
                    + (constraint.validated() ? "" : " not valid"));
        }
        for (Index index : table.indexes()) {
            lines.add(name + " index " + index.name() + " " + index.method() + (index.unique() ? " unique" : "") + " "
                    + new TreeSet<>(index.columns())
                    + " of " + index.elements().size()
                    + (index.predicate().isPresent() ? " partial" : "")
                    + index.constraint()
                            .map(constraint -> " backs " + constraint)
                            .orElse(""));
        }
        for (Trigger trigger : table.triggers()) {
            lines.add(name + " trigger " + trigger.name() + " calls " + trigger.function());
        }
    }
}
