package dev.cofferdam.schema;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Applies ALTER TABLE: all of its actions or none. */
final class AlterTableStatements {
    private final SchemaDraft draft;
    private final TableCreation creation;
    private final ConstraintDrafts constraints;

    AlterTableStatements(SchemaDraft draft, TableCreation creation, ConstraintDrafts constraints) {
        this.draft = draft;
        this.creation = creation;
        this.constraints = constraints;
    }

    void apply(Statement.AlterTable alter, String text) {
        Optional<TableDraft> found = draft.findTable(alter.table());
        if (found.isEmpty()) {
            alter.actions().stream()
                    .filter(AlterAction.RenameColumn.class::isInstance)
                    .map(AlterAction.RenameColumn.class::cast)
                    .forEach(rename ->
                            new ViewStatements(draft).renameColumn(alter.table(), rename.column(), rename.newName()));
            boolean elsewhere = draft.isTemporary(alter.table())
                    || draft.findView(alter.table()).isPresent()
                    || draft.findKey(draft.sequences, alter.table()).isPresent();
            if (!alter.ifExists() && !elsewhere) {
                throw new CannotApply("there is no table `" + alter.table() + "`");
            }
            return;
        }
        TableDraft table = found.get();
        Map<TableDraft, TableDraft> before =
                draft.withFollowers(table).stream().collect(Collectors.toMap(each -> each, TableDraft::copy));
        try {
            alter.actions().stream()
                    .sorted(Comparator.comparingInt(AlterTableStatements::pass))
                    .forEach(action -> apply(table, action, text));
        } catch (CannotApply e) {
            before.forEach(TableDraft::restore);
            throw e;
        }
    }

    /** The server sorts the actions of one statement into passes; drops come first (tablecmds.c, AlterTablePass). */
    private static int pass(AlterAction action) {
        if (action instanceof AlterAction.DropColumn
                || action instanceof AlterAction.DropConstraint
                || action instanceof AlterAction.DropNotNull) {
            return 0;
        }
        if (action instanceof AlterAction.AlterType) {
            return 1;
        }
        return action instanceof AlterAction.AddColumn ? 2 : 3;
    }

    private void apply(TableDraft table, AlterAction action, String text) {
        if (action instanceof AlterAction.AddColumn add) {
            addColumn(table, add);
        } else if (action instanceof AlterAction.DropColumn drop) {
            dropColumn(table, drop);
        } else if (action instanceof AlterAction.RenameColumn rename) {
            renameColumn(table, rename.column(), DefaultNames.stored(rename.newName()));
        } else if (action instanceof AlterAction.AddConstraint add) {
            constraints.add(table, add.constraint());
        } else if (action instanceof AlterAction.ValidateConstraint validate) {
            validate(table, DefaultNames.stored(validate.constraint()));
        } else if (action instanceof AlterAction.DropConstraint drop) {
            dropConstraint(table, drop);
        } else if (action instanceof AlterAction.RenameConstraint rename) {
            renameConstraint(table, DefaultNames.stored(rename.constraint()), DefaultNames.stored(rename.newName()));
        } else if (action instanceof AlterAction.RenameTable rename) {
            move(table, table.schema, DefaultNames.stored(rename.newName()));
        } else if (action instanceof AlterAction.SetSchema set) {
            move(table, DefaultNames.stored(set.newSchema()), table.name);
        } else {
            changeColumn(table, action, text);
        }
    }

    private void changeColumn(TableDraft table, AlterAction action, String text) {
        if (action instanceof AlterAction.AlterType type) {
            change(
                    table,
                    type.column(),
                    column -> column.typed(
                            draft.printedType(type.newType()), type.collation().flatMap(Expressions::collation)));
        } else if (action instanceof AlterAction.SetDefault set) {
            change(table, set.column(), column -> column.withDefault(Expressions.stored(set.expression())));
        } else if (action instanceof AlterAction.DropDefault drop) {
            change(table, drop.column(), column -> column.withDefault(Optional.empty()));
        } else if (action instanceof AlterAction.SetNotNull set) {
            change(table, set.column(), column -> column.nullable(false));
        } else if (action instanceof AlterAction.DropNotNull drop) {
            change(table, drop.column(), column -> column.nullable(true));
        } else if (action instanceof AlterAction.OtherColumn other) {
            new OtherAlterActions(draft, this, constraints).column(table, other, text);
        } else if (action instanceof AlterAction.AttachPartition attach) {
            new OtherAlterActions(draft, this, constraints).attach(table, draft.table(attach.partition()));
            draft.table(attach.partition()).defaultPartition = attach.asDefault();
        } else if (action instanceof AlterAction.DetachPartition detach) {
            draft.table(detach.partition()).parent = null;
            draft.table(detach.partition()).defaultPartition = false;
        }
    }

    /** Changes a column of the table and of its partitions. */
    void change(TableDraft table, String column, UnaryOperator<Column> change) {
        String name = DefaultNames.stored(column);
        draft.withFollowers(table).forEach(each -> each.changeColumn(name, change));
    }

    private void addColumn(TableDraft table, AlterAction.AddColumn add) {
        if (add.ifNotExists()
                && table.findColumn(DefaultNames.stored(add.column().name())).isPresent()) {
            return;
        }
        creation.addColumn(table, add.column());
        constraints.addAll(table, add.inline());
    }

    private void dropColumn(TableDraft table, AlterAction.DropColumn drop) {
        String name = DefaultNames.stored(drop.column());
        if (table.findColumn(name).isEmpty() && drop.ifExists()) {
            return;
        }
        table.column(name);
        draft.withFollowers(table).forEach(each -> dropColumn(each, name));
        if (drop.cascade()) {
            draft.removeViewsReading(table.ref().column(name));
        }
    }

    /** Indexes and constraints that name the column go with it; what others hold onto it goes only with CASCADE, as here. */
    private void dropColumn(TableDraft table, String name) {
        table.columns.removeIf(column -> column.name().equals(name));
        List<Constraint> gone = table.constraints.stream()
                .filter(constraint -> constraint.columns().contains(name))
                .toList();
        gone.forEach(constraint -> removeConstraint(table, constraint));
        table.indexes.removeIf(index -> index.columns().contains(name));
        table.columns.removeIf(column -> column.generated()
                .filter(expression ->
                        !Words.renamed(expression, name, name + " ").equals(expression))
                .isPresent());
        for (TableDraft other : draft.tables.values()) {
            other.constraints.removeIf(constraint -> pointsAt(constraint, table)
                    && constraint.referencedColumns().contains(name));
        }
        String owner = SchemaDraft.key(table.schema, table.name) + "." + name;
        draft.sequences.values().removeIf(owner::equals);
    }

    private static boolean pointsAt(Constraint constraint, TableDraft table) {
        return constraint
                .references()
                .filter(ref -> ref.isSameTable(table.ref()))
                .isPresent();
    }

    private void renameColumn(TableDraft table, String from, String to) {
        String old = DefaultNames.stored(from);
        if (table.findColumn(to).isPresent()) {
            throw new CannotApply("`" + table.ref() + "` has a column `" + to + "` already");
        }
        for (TableDraft each : draft.withFollowers(table)) {
            each.changeColumn(old, column -> column.named(to));
            each.columns.replaceAll(column ->
                    column.withGenerated(column.generated().map(expression -> Words.renamed(expression, old, to))));
            each.constraints.replaceAll(constraint ->
                    constraint.columns().contains(old) ? constraint.withColumnRenamed(old, to) : constraint);
            each.indexes.replaceAll(index -> index.columns().contains(old) ? index.withColumnRenamed(old, to) : index);
            referencesFollow(each, old, to);
        }
    }

    private void referencesFollow(TableDraft table, String from, String to) {
        TableRef ref = table.ref();
        for (TableDraft other : draft.tables.values()) {
            other.constraints.replaceAll(constraint -> pointsAt(constraint, table)
                            && constraint.referencedColumns().contains(from)
                    ? constraint.withReferencedColumnRenamed(from, to)
                    : constraint);
        }
        draft.views
                .values()
                .forEach(view -> view.reads.replaceAll(
                        read -> read.table().isSameTable(ref) && read.column().equals(from) ? ref.column(to) : read));
        String owner = SchemaDraft.key(table.schema, table.name) + ".";
        draft.sequences.replaceAll((sequence, column) -> column.equals(owner + from) ? owner + to : column);
    }

    private void validate(TableDraft table, String name) {
        Constraint constraint = table.constraint(name);
        table.constraints.remove(constraint);
        if (constraint.kind() != Constraint.Kind.NOT_NULL) {
            table.constraints.add(constraint.valid());
        }
    }

    private void dropConstraint(TableDraft table, AlterAction.DropConstraint drop) {
        String name = DefaultNames.stored(drop.constraint());
        if (table.findConstraint(name).isEmpty() && drop.ifExists()) {
            return;
        }
        Constraint constraint = table.constraint(name);
        removeConstraint(table, constraint);
        for (TableDraft part : draft.partitionsOf(table)) {
            part.constraints.stream()
                    .filter(own ->
                            own.kind() == constraint.kind() && own.columns().equals(constraint.columns()))
                    .findFirst()
                    .ifPresent(own -> removeConstraint(part, own));
        }
    }

    /** The constraint goes with its index, and with the foreign keys that rest on that index. */
    private void removeConstraint(TableDraft table, Constraint constraint) {
        table.constraints.remove(constraint);
        boolean indexed = table.indexes.removeIf(
                index -> index.constraint().filter(constraint.name()::equals).isPresent());
        boolean stillUnique = table.indexes.stream()
                .anyMatch(
                        index -> index.unique() && List.copyOf(index.columns()).equals(constraint.columns()));
        if (!indexed || stillUnique) {
            return;
        }
        for (TableDraft other : draft.tables.values()) {
            other.constraints.removeIf(
                    key -> pointsAt(key, table) && key.referencedColumns().equals(constraint.columns()));
        }
    }

    private void renameConstraint(TableDraft table, String from, String to) {
        Constraint constraint = table.constraint(from);
        if (table.findConstraint(to).isPresent()) {
            throw new CannotApply("`" + table.ref() + "` has a constraint `" + to + "` already");
        }
        table.constraints.set(table.constraints.indexOf(constraint), constraint.named(to));
        table.indexes.replaceAll(
                index -> index.constraint().filter(from::equals).isPresent() ? index.named(to) : index);
    }

    /** Gives a table another name or schema; whatever points at it follows. */
    void move(TableDraft table, String schema, String name) {
        if (draft.isRelationTaken(schema, name)) {
            throw new CannotApply("there is a `" + SchemaDraft.key(schema, name) + "` already");
        }
        TableRef from = table.ref();
        draft.tables.remove(SchemaDraft.key(table.schema, table.name));
        table.schema = schema;
        table.name = name;
        draft.add(table);
        TableRef to = table.ref();
        table.indexes.replaceAll(index -> index.withTableRenamed(from, to));
        draft.referencesFollow(from, to);
    }
}
