package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies DROP of any object. Foreign keys go with what they point at, whether or not CASCADE is said: a history that ran had none
 * left then. Views go only with CASCADE, because which columns they read is less sure.
 */
final class DropStatements {
    private final SchemaDraft draft;

    DropStatements(SchemaDraft draft) {
        this.draft = draft;
    }

    void apply(Statement.Drop drop) {
        for (TableRef name : drop.names()) {
            switch (drop.kind()) {
                case TABLE -> dropTable(drop, name);
                case INDEX -> dropIndex(drop, name);
                case VIEW, MATERIALIZED_VIEW -> dropView(drop, name);
                case SEQUENCE -> dropSequence(name);
                case TYPE, DOMAIN -> dropType(drop, name);
                case SCHEMA -> dropSchema(name.name());
                case TRIGGER ->
                    drop.onTable().flatMap(draft::findTable).ifPresent(table -> draft.withFollowers(table)
                            .forEach(each -> each.triggers.removeIf(
                                    trigger -> trigger.name().equals(name.name()))));
                case FUNCTION, PROCEDURE -> dropRoutine(drop, name);
                case EXTENSION, OTHER -> {
                    // Nothing that a schema holds here.
                }
            }
        }
    }

    private void dropTable(Statement.Drop drop, TableRef name) {
        if (draft.isTemporary(name)) {
            draft.temporaries.remove(name.name());
            return;
        }
        Optional<TableDraft> table = draft.findTable(name);
        if (table.isEmpty() && !drop.ifExists()) {
            throw new CannotApply("there is no table `" + name + "`");
        }
        table.ifPresent(found -> {
            draft.remove(found);
            if (drop.cascade()) {
                draft.removeViewsUpon(found.ref());
            }
        });
    }

    private void dropIndex(Statement.Drop drop, TableRef name) {
        Optional<SchemaDraft.Held> held = draft.findIndex(name);
        if (held.isEmpty()) {
            if (!drop.ifExists() && !draft.temporaries.remove(name.name())) {
                throw new CannotApply("there is no index `" + name + "`");
            }
            return;
        }
        if (held.get().index().constraint().isPresent()) {
            throw new CannotApply("the index `" + name + "` backs a constraint and cannot be dropped alone");
        }
        held.get().table().indexes.remove(held.get().index());
        for (TableDraft part : draft.partitionsOf(held.get().table())) {
            part.indexes.removeIf(index -> index.constraint().isEmpty()
                    && index.elements().equals(held.get().index().elements()));
        }
    }

    private void dropView(Statement.Drop drop, TableRef name) {
        Optional<SchemaDraft.ViewDraft> view = draft.findView(name);
        if (view.isEmpty() && !drop.ifExists()) {
            throw new CannotApply("there is no view `" + name + "`");
        }
        view.ifPresent(found -> {
            draft.views.remove(SchemaDraft.key(found.schema, found.name));
            if (drop.cascade()) {
                draft.removeViewsUpon(found.ref());
            }
        });
    }

    private void dropSequence(TableRef name) {
        draft.findKey(draft.sequences, name).ifPresent(key -> {
            String owner = draft.sequences.remove(key);
            String bare = "nextval('" + Words.quoted(DefaultNames.stored(name.name())) + "'::regclass)";
            draft.tables.forEach((table, found) -> found.columns.replaceAll(column -> owner.equals(
                                    table + "." + column.name())
                            && column.defaultExpression().filter(bare::equals).isPresent()
                    ? column.withDefault(Optional.empty())
                    : column));
        });
    }

    private void dropType(Statement.Drop drop, TableRef name) {
        draft.findKey(draft.types, name).ifPresent(draft.types::remove);
        if (drop.cascade()) {
            draft.tables
                    .values()
                    .forEach(table ->
                            table.columns.removeIf(column -> column.type().equals(name.toString())
                                    || column.type().equals(name.name())));
        }
    }

    private void dropSchema(String schema) {
        draft.tables.values().stream()
                .filter(table -> table.schema.equals(schema))
                .toList()
                .forEach(draft::remove);
        draft.views.values().removeIf(view -> view.schema.equals(schema));
        for (Map<String, ?> objects : List.of(draft.sequences, draft.routines, draft.types)) {
            objects.keySet().removeIf(key -> key.startsWith(schema + "."));
        }
    }

    private void dropRoutine(Statement.Drop drop, TableRef name) {
        draft.findKey(draft.routines, name).ifPresent(draft.routines::remove);
        if (drop.cascade()) {
            String function = SchemaDraft.displayName(draft.schemaForNew(name), name.name());
            draft.tables
                    .values()
                    .forEach(table -> table.triggers.removeIf(
                            trigger -> trigger.function().equals(function)));
        }
    }
}
