package dev.cofferdam.schema;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.ColumnUse;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        SchemaDraft.ViewDraft view = new SchemaDraft.ViewDraft(
                schema, name, create.materialized(), create.queryText(), uses(create.query()), reads(create.query()));
        view.columns = columns(create);
        draft.views.put(key, view);
    }

    /** The columns that the view would have; empty when that cannot be told. */
    List<Column> columns(Statement.CreateView create) {
        List<Column> given =
                QueryColumns.of(draft, create.query(), create.queryText()).orElse(List.of());
        List<Column> named = new ArrayList<>(given);
        for (int i = 0; i < Math.min(given.size(), create.columns().size()); i++) {
            named.set(i, given.get(i).named(DefaultNames.stored(create.columns().get(i))));
        }
        return named;
    }

    /** ALTER VIEW or TABLE ... RENAME COLUMN: the query stays, its column is called otherwise. */
    void renameColumn(TableRef ref, String from, String to) {
        draft.findView(ref)
                .ifPresent(view -> view.columns = view.columns.stream()
                        .map(column -> column.name().equals(from) ? column.named(DefaultNames.stored(to)) : column)
                        .toList());
    }

    private List<ColumnRef> reads(Statement.Query query) {
        List<ColumnRef> reads = new ArrayList<>();
        for (ColumnUse use : query.columns()) {
            List<TableRef> candidates = use.table().map(List::of).orElse(use.inScope());
            String column = DefaultNames.stored(use.column());
            candidates.stream()
                    .flatMap(table -> inTable(table, column).stream())
                    .findFirst()
                    .or(() -> inOnlyView(candidates, column))
                    .ifPresent(reads::add);
        }
        if (query.star()) {
            for (TableRef ref : query.tables()) {
                draft.findTable(ref)
                        .ifPresent(table -> table.columns.forEach(
                                column -> reads.add(table.ref().column(column.name()))));
                draft.findView(ref)
                        .ifPresent(view -> view.columns.forEach(
                                column -> reads.add(view.ref().column(column.name()))));
            }
        }
        return reads.stream().distinct().toList();
    }

    private Optional<ColumnRef> inTable(TableRef ref, String column) {
        return draft.findTable(ref)
                .filter(table -> table.findColumn(column).isPresent())
                .map(table -> table.ref().column(column));
    }

    /** The columns of a view are not known, so a column is believed to be its own when no table has it. */
    private Optional<ColumnRef> inOnlyView(List<TableRef> candidates, String column) {
        List<SchemaDraft.ViewDraft> views =
                candidates.stream().flatMap(ref -> draft.findView(ref).stream()).toList();
        return views.size() == 1 ? Optional.of(views.get(0).ref().column(column)) : Optional.empty();
    }

    private List<TableRef> uses(Statement.Query query) {
        return query.tables().stream()
                .flatMap(ref -> draft
                        .findTable(ref)
                        .map(TableDraft::ref)
                        .or(() -> draft.findView(ref).map(SchemaDraft.ViewDraft::ref))
                        .stream())
                .distinct()
                .toList();
    }
}
