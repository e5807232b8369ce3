package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.SchemaWalk;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one change has made so far: nobody uses it yet, so locks and scans on it harm nobody. */
public final class Made {
    /** Tables, views and sequences, whose names are of one space. */
    private final Set<TableRef> tables = new HashSet<>();

    private final Set<String> columns = new HashSet<>();
    private final Set<TableRef> indexes = new HashSet<>();
    private final Set<TableRef> types = new HashSet<>();
    private final Set<TableRef> routines = new HashSet<>();
    private final Set<String> schemas = new HashSet<>();
    /** Constraints that the change has dropped, by table. */
    private final Map<TableRef, List<Constraint>> dropped = new HashMap<>();
    /** Indexes that the change has dropped, by table. */
    private final Map<TableRef, List<Index>> droppedIndexes = new HashMap<>();

    /** Takes note of a statement before the schema applies it. */
    public void note(Statement facts, SchemaWalk schema) {
        if (facts instanceof Statement.CreateTable create) {
            if (!(create.ifNotExists() && schema.findTable(create.table()).isPresent())) {
                tables.add(create.table().withoutPublic());
            }
        } else if (facts instanceof Statement.CreateView view) {
            if (!(view.orReplace() && schema.findView(view.view()).isPresent())) {
                tables.add(view.view().withoutPublic());
            }
        } else if (facts instanceof Statement.CreateSequence sequence) {
            tables.add(sequence.name().withoutPublic());
        } else if (facts instanceof Statement.CreateRoutine routine) {
            if (!(routine.orReplace() && schema.findRoutine(routine.name()).isPresent())) {
                routines.add(routine.name().withoutPublic());
            }
        } else if (facts instanceof Statement.CreateSchema created) {
            schemas.add(created.name());
        } else if (facts instanceof Statement.CreateIndex index) {
            index.name()
                    .map(name -> new TableRef(index.table().schema(), name))
                    .map(TableRef::withoutPublic)
                    .ifPresent(indexes::add);
        } else if (facts instanceof Statement.CreateType type) {
            types.add(type.name().withoutPublic());
        } else if (facts instanceof Statement.AlterTable alter) {
            alter.actions().forEach(action -> note(alter.table(), action, schema));
        } else if (facts instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.INDEX) {
            drop.names().forEach(name -> noteDropped(name, schema));
        } else if (facts instanceof Statement.RenameObject rename && isTable(rename.name(), schema)) {
            tables.add(new TableRef(rename.name().withoutPublic().schema(), rename.newName()));
        }
    }

    private void noteDropped(TableRef index, SchemaWalk schema) {
        schema.tableOfIndex(index).ifPresent(table -> table.indexes().stream()
                .filter(each -> each.name().equals(index.name()))
                .forEach(each -> droppedIndexes
                        .computeIfAbsent(found(table.ref(), schema), any -> new ArrayList<>())
                        .add(each)));
    }

    private void note(TableRef table, AlterAction action, SchemaWalk schema) {
        if (action instanceof AlterAction.AddColumn add) {
            boolean known = schema.findTable(table)
                    .flatMap(found -> found.findColumn(add.column().name()))
                    .isPresent();
            if (!(add.ifNotExists() && known)) {
                columns.add(key(table, add.column().name(), schema));
            }
        } else if (action instanceof AlterAction.RenameColumn rename && isColumn(table, rename.column(), schema)) {
            columns.add(key(table, rename.newName(), schema));
        } else if (action instanceof AlterAction.RenameTable rename && isTable(table, schema)) {
            tables.add(new TableRef(table.withoutPublic().schema(), rename.newName()));
        } else if (action instanceof AlterAction.DropConstraint drop) {
            schema.findTable(table).or(() -> schema.findStranger(table)).stream()
                    .flatMap(known -> known.constraints().stream())
                    .filter(constraint -> constraint.name().equals(drop.constraint()))
                    .forEach(constraint -> dropped.computeIfAbsent(found(table, schema), any -> new ArrayList<>())
                            .add(constraint));
        }
    }

    List<Constraint> droppedFrom(TableRef table, SchemaWalk schema) {
        return dropped.getOrDefault(found(table, schema), List.of());
    }

    List<Index> droppedIndexesOf(TableRef table, SchemaWalk schema) {
        return droppedIndexes.getOrDefault(found(table, schema), List.of());
    }

    boolean isTable(TableRef table, SchemaWalk schema) {
        return tables.contains(table.withoutPublic()) || tables.contains(found(table, schema));
    }

    boolean isColumn(TableRef table, String column, SchemaWalk schema) {
        return columns.contains(key(table, column, schema));
    }

    boolean isIndex(TableRef index) {
        return indexes.contains(index.withoutPublic());
    }

    boolean isType(TableRef type) {
        return types.contains(type.withoutPublic());
    }

    boolean isRoutine(TableRef routine) {
        return routines.contains(routine.withoutPublic());
    }

    boolean isSchema(String name) {
        return schemas.contains(name);
    }

    private static String key(TableRef table, String column, SchemaWalk schema) {
        return found(table, schema) + "/" + column;
    }

    private static TableRef found(TableRef table, SchemaWalk schema) {
        return schema.findTable(table).map(Table::ref).orElse(table).withoutPublic();
    }
}
