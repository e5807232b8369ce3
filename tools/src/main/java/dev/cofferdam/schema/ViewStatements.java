package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Applies CREATE VIEW: binds the columns of its query to the tables and views of the draft. */
final class ViewStatements {
    private final SchemaDraft draft;

    ViewStatements(SchemaDraft draft) {
        this.draft = draft;
    }

    void apply(Statement.CreateView create) {
        String schema = draft.schemaForNew(create.view());
        String name = DefaultNames.stored(create.view().name());
        String key = SchemaDraft.key(schema, name);
        if (draft.isRelationTaken(schema, name) && !draft.views.containsKey(key)) {
            throw new CannotApply("the name `" + name + "` is taken");
        }
        draft.views.put(
                key,
                new SchemaDraft.ViewDraft(
                        schema, name, create.materialized(), create.queryText(), reads(create.query())));
    }

    private List<ColumnRef> reads(Statement.Query query) {
        List<ColumnRef> reads = new ArrayList<>();
        for (ColumnUse use : query.columns()) {
            Stream<TableRef> candidates = use.table().map(Stream::of).orElseGet(() -> use.inScope().stream());
            candidates
                    .flatMap(table -> bound(table, DefaultNames.stored(use.column())).stream())
                    .findFirst()
                    .ifPresent(reads::add);
        }
        if (query.star()) {
            for (TableRef ref : query.tables()) {
                draft.findTable(ref)
                        .ifPresent(table -> table.columns.forEach(
                                column -> reads.add(table.ref().column(column.name()))));
            }
        }
        return reads.stream().distinct().toList();
    }

    /** A table must have the column; of a view the columns are not known, so it is believed. */
    private Optional<ColumnRef> bound(TableRef ref, String column) {
        Optional<TableDraft> table = draft.findTable(ref);
        return table.isPresent()
                ? table.filter(found -> found.findColumn(column).isPresent())
                        .map(found -> found.ref().column(column))
                : draft.findView(ref).map(view -> view.ref().column(column));
    }
}
