package dev.cofferdam.schema;

import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies CREATE INDEX. */
final class IndexStatements {
    private final SchemaDraft draft;

    IndexStatements(SchemaDraft draft) {
        this.draft = draft;
    }

    void apply(Statement.CreateIndex create) {
        if (draft.isTemporary(create.table()) || draft.findView(create.table()).isPresent()) {
            // An index of a materialized view is no index of a table.
            create.name().ifPresent(name -> draft.temporaries.add(name));
            return;
        }
        TableDraft table = draft.table(create.table());
        List<String> elements = new ArrayList<>(create.elements());
        elements.addAll(create.include().stream().map(Words::quoted).toList());
        String name = create.name().map(DefaultNames::stored).orElseGet(() -> freeName(draft, table, elements));
        if (draft.isRelationTaken(table.schema, name)) {
            if (create.ifNotExists()) {
                return;
            }
            throw new CannotApply("the name `" + name + "` is taken");
        }
        List<String> columns = new ArrayList<>(create.columns());
        columns.addAll(create.include());
        columns.forEach(table::column);
        create.where().ifPresent(where -> columns.addAll(Expressions.columns(where, table)));
        Index index = new Index(
                name,
                columns.stream().distinct().toList(),
                create.elements(),
                create.unique(),
                create.method(),
                create.where(),
                text(create, name, table),
                Optional.empty());
        table.indexes.add(index);
        if (!create.only()) {
            draft.partitionsOf(table).forEach(part -> part.indexes.add(copyFor(draft, part, index)));
        }
    }

    private static String text(Statement.CreateIndex create, String name, TableDraft table) {
        return "CREATE " + (create.unique() ? "UNIQUE " : "") + "INDEX " + Words.quoted(name) + " ON "
                + Words.quoted(table.name) + " USING " + create.method() + " (" + String.join(", ", create.elements())
                + ")"
                + (create.include().isEmpty() ? "" : " INCLUDE (" + String.join(", ", create.include()) + ")")
                + create.where().map(where -> " WHERE " + where).orElse("");
    }

    private static String freeName(SchemaDraft draft, TableDraft table, List<String> elements) {
        String addition = DefaultNames.addition(DefaultNames.indexColumns(elements));
        return DefaultNames.free(
                table.name, Optional.of(addition), "idx", taken -> draft.isRelationTaken(table.schema, taken));
    }

    /** The index that a partition gets for one of its parent. */
    static Index copyFor(SchemaDraft draft, TableDraft part, Index index) {
        return index.named(freeName(draft, part, index.elements()));
    }
}
