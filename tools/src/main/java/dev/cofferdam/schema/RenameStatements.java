package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Map;

/** Applies ALTER ... RENAME TO of everything that ALTER TABLE does not cover. */
final class RenameStatements {
    private final SchemaDraft draft;
    private final AlterTableStatements alter;

    RenameStatements(SchemaDraft draft, AlterTableStatements alter) {
        this.draft = draft;
        this.alter = alter;
    }

    void apply(Statement.RenameObject rename) {
        String to = DefaultNames.stored(rename.newName());
        switch (rename.kind()) {
            // ALTER TABLE takes indexes, views and sequences too, and ALTER INDEX takes tables (PG docs, ALTER TABLE).
            case TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE -> relation(rename.name(), to);
            case TYPE, DOMAIN -> type(rename.name(), to);
            case FUNCTION, PROCEDURE -> routine(rename.name(), to);
            case SCHEMA -> schema(DefaultNames.stored(rename.name().name()), to);
            case TRIGGER, EXTENSION, OTHER ->
                throw new CannotApply(
                        "renaming a " + rename.kind().name().toLowerCase(java.util.Locale.ROOT) + " is not followed");
        }
    }

    private void relation(TableRef name, String to) {
        if (draft.findTable(name).isPresent()) {
            TableDraft table = draft.table(name);
            alter.move(table, table.schema, to);
        } else if (draft.findIndex(name).isPresent()) {
            index(draft.findIndex(name).get(), to);
        } else if (draft.findView(name).isPresent()) {
            SchemaDraft.ViewDraft view = draft.findView(name).get();
            draft.views.remove(SchemaDraft.key(view.schema, view.name));
            TableRef from = view.ref();
            view.name = to;
            draft.views.put(SchemaDraft.key(view.schema, to), view);
            draft.referencesFollow(from, view.ref());
        } else if (draft.findKey(draft.sequences, name).isPresent()) {
            sequence(draft.findKey(draft.sequences, name).get(), to);
        } else {
            throw new CannotApply("there is no `" + name + "`");
        }
    }

    private void index(SchemaDraft.Held held, String to) {
        if (draft.isRelationTaken(held.table().schema, to)) {
            throw new CannotApply("the name `" + to + "` is taken");
        }
        List<Index> indexes = held.table().indexes;
        indexes.set(indexes.indexOf(held.index()), held.index().named(to));
        held.index().constraint().flatMap(held.table()::findConstraint).ifPresent(constraint -> held.table()
                .constraints
                .set(held.table().constraints.indexOf(constraint), constraint.named(to)));
    }

    /** Defaults that call the sequence follow it: the server stores its identity, not its name. */
    private void sequence(String key, String to) {
        String owner = draft.sequences.remove(key);
        String schema = key.substring(0, key.indexOf('.'));
        draft.sequences.put(SchemaDraft.key(schema, to), owner);
        String from = key.substring(key.indexOf('.') + 1);
        String call = "nextval('" + Words.quoted(from) + "'";
        for (TableDraft table : draft.tables.values()) {
            table.columns.replaceAll(column -> column.withDefault(
                    column.defaultExpression().map(text -> text.replace(call, "nextval('" + Words.quoted(to) + "'"))));
        }
    }

    private void type(TableRef name, String to) {
        draft.findKey(draft.types, name).ifPresent(key -> {
            String schema = key.substring(0, key.indexOf('.'));
            draft.types.put(SchemaDraft.key(schema, to), draft.types.remove(key));
            String from = SchemaDraft.displayName(schema, key.substring(key.indexOf('.') + 1));
            String renamed = SchemaDraft.displayName(schema, to);
            for (TableDraft table : draft.tables.values()) {
                table.columns.replaceAll(
                        column -> column.type().replaceAll("(\\[])+$", "").equals(from)
                                ? column.typed(renamed + column.type().substring(from.length()), column.collation())
                                : column);
            }
        });
    }

    private void routine(TableRef name, String to) {
        draft.findKey(draft.routines, name).ifPresent(key -> {
            Routine routine = draft.routines.remove(key);
            String schema = key.substring(0, key.indexOf('.'));
            String shown = SchemaDraft.displayName(schema, to);
            draft.routines.put(SchemaDraft.key(schema, to), new Routine(shown, routine.language(), routine.body()));
            for (TableDraft table : draft.tables.values()) {
                table.triggers.replaceAll(trigger -> trigger.function().equals(routine.name())
                        ? new Trigger(trigger.name(), shown, trigger.definition())
                        : trigger);
            }
        });
    }

    private void schema(String from, String to) {
        draft.tables.values().stream()
                .filter(table -> table.schema.equals(from))
                .toList()
                .forEach(table -> alter.move(table, to, table.name));
        for (SchemaDraft.ViewDraft view : List.copyOf(draft.views.values())) {
            if (view.schema.equals(from)) {
                draft.views.remove(SchemaDraft.key(from, view.name));
                view.schema = to;
                draft.views.put(SchemaDraft.key(to, view.name), view);
            }
        }
        moved(draft.sequences, from, to);
        moved(draft.types, from, to);
        moved(draft.routines, from, to);
    }

    private static <T> void moved(Map<String, T> objects, String from, String to) {
        for (String key : List.copyOf(objects.keySet())) {
            if (key.startsWith(from + ".")) {
                objects.put(to + key.substring(from.length()), objects.remove(key));
            }
        }
    }
}
