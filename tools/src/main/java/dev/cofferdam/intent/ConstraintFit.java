package dev.cofferdam.intent;

import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a change of a constraint against the schema. */
final class ConstraintFit {
    private final KnownNames names;

    ConstraintFit(KnownNames names) {
        this.names = names;
    }

    ConstraintChange fit(ConstraintChange change) {
        Table table = names.table(change.table());
        checkColumns(table.ref(), change.columnNames());
        if (change instanceof ConstraintChange.AddUnique add) {
            Optional<String> index = Proofs.ofUnique(table, add, source());
            names.checkNewConstraint(table, add.name(), true);
            return new ConstraintChange.AddUnique(table.ref(), add.columnNames(), add.name(), index);
        }
        if (change instanceof ConstraintChange.DropUnique drop) {
            requireUnique(table, drop.columnNames());
            return new ConstraintChange.DropUnique(
                    table.ref(), drop.columnNames(), findUnique(table, drop.columnNames()));
        }
        if (change instanceof ConstraintChange.ReplaceUnique replace) {
            requireUnique(table, replace.columnNames());
            checkColumns(table.ref(), replace.newColumnNames());
            refuseUnique(table, replace.newColumnNames());
            return new ConstraintChange.ReplaceUnique(table.ref(), replace.columnNames(), replace.newColumnNames());
        }
        if (change instanceof ConstraintChange.AddForeignKey add) {
            return addForeignKey(table, add);
        }
        if (change instanceof ConstraintChange.DropForeignKey drop) {
            return dropForeignKey(table, drop);
        }
        if (change instanceof ConstraintChange.AddCheck add) {
            names.checkNewConstraint(table, add.name(), false);
            return new ConstraintChange.AddCheck(table.ref(), add.columnNames(), add.condition(), add.name());
        }
        if (change instanceof ConstraintChange.DropCheck drop) {
            return names.check(Optional.of(table.ref()), drop.name());
        }
        return primaryKey(table, (ConstraintChange.ChangePrimaryKey) change);
    }

    private void checkColumns(TableRef table, List<String> columns) {
        columns.forEach(column -> names.existing(table.column(column)));
        if (columns.stream().distinct().count() != columns.size()) {
            throw new UserError("a column is named twice", "REQUEST", "name each column once");
        }
    }

    private void refuseUnique(Table table, List<String> columns) {
        findUnique(table, columns).ifPresent(name -> {
            throw new UserError(
                    "(" + String.join(", ", columns) + ") of `" + table.ref() + "` is unique already, by `" + name
                            + "`",
                    source(),
                    "there is nothing to plan");
        });
    }

    private void requireUnique(Table table, List<String> columns) {
        Optional<Constraint> key = table.findPrimaryKey()
                .filter(primary -> Set.copyOf(primary.columns()).equals(Set.copyOf(columns)));
        if (key.isPresent()) {
            throw new UserError(
                    "(" + String.join(", ", columns) + ") is the primary key of `" + table.ref() + "`",
                    source(),
                    "give the table another key: change primary key of " + table.ref() + " to (COLUMN)");
        }
        if (findUnique(table, columns).isEmpty()) {
            String unique = uniques(table)
                    .map(set -> "(" + String.join(", ", set) + ")")
                    .collect(Collectors.joining(", "));
            throw new UserError(
                    "(" + String.join(", ", columns) + ") of `" + table.ref() + "` is not unique",
                    source(),
                    unique.isEmpty() ? "nothing but its primary key is" : "what is unique: " + unique);
        }
    }

    /** What makes the columns unique: a constraint or an index on them and no others. */
    private static Optional<String> findUnique(Table table, List<String> columns) {
        Set<String> wanted = Set.copyOf(columns);
        return Stream.concat(
                        table.constraints().stream()
                                .filter(constraint -> constraint.kind() == Constraint.Kind.UNIQUE
                                        || constraint.kind() == Constraint.Kind.PRIMARY_KEY)
                                .filter(constraint ->
                                        Set.copyOf(constraint.columns()).equals(wanted))
                                .map(Constraint::name),
                        table.indexes().stream()
                                .filter(ConstraintFit::isPlainUnique)
                                .filter(index -> Set.copyOf(index.columns()).equals(wanted))
                                .map(Index::name))
                .findFirst();
    }

    /** An index with a predicate, an expression or included columns says less, or something else. */
    private static boolean isPlainUnique(Index index) {
        return index.unique()
                && index.predicate().isEmpty()
                && index.elements().size() == index.columns().size()
                && index.elements().stream().noneMatch(element -> element.contains("("));
    }

    private static Stream<List<String>> uniques(Table table) {
        return Stream.concat(
                        table.constraints().stream()
                                .filter(constraint -> constraint.kind() == Constraint.Kind.UNIQUE)
                                .map(Constraint::columns),
                        table.indexes().stream()
                                .filter(index -> isPlainUnique(index)
                                        && index.constraint().isEmpty())
                                .map(Index::columns))
                .distinct();
    }

    private ConstraintChange addForeignKey(Table table, ConstraintChange.AddForeignKey change) {
        Table referenced = names.table(change.referenced());
        List<String> target = change.referencedNames().isEmpty()
                ? referenced.findPrimaryKey().map(Constraint::columns).orElse(List.of())
                : change.referencedNames();
        checkColumns(referenced.ref(), target);
        if (target.size() != change.columnNames().size()) {
            throw new UserError(
                    "(" + String.join(", ", change.columnNames()) + ") cannot refer to "
                            + (target.isEmpty()
                                    ? "`" + referenced.ref() + "`, which has no primary key"
                                    : "(" + String.join(", ", target) + ") of `" + referenced.ref() + "`"),
                    source(),
                    "name as many columns of `" + referenced.ref() + "`");
        }
        if (findUnique(referenced, target).isEmpty()) {
            throw new UserError(
                    "(" + String.join(", ", target) + ") of `" + referenced.ref() + "` is not unique",
                    source(),
                    "make it unique first: add unique (" + String.join(", ", target) + ") on " + referenced.ref());
        }
        foreignKeys(table, change.columnNames())
                .filter(key ->
                        key.references().filter(referenced.ref()::isSameTable).isPresent())
                .filter(key -> change.onDelete().isEmpty())
                .findFirst()
                .ifPresent(key -> {
                    throw new UserError(
                            "`" + table.ref() + "` has this foreign key already, `" + key.name() + "`",
                            source(),
                            "there is nothing to plan");
                });
        names.checkNewConstraint(table, change.name(), false);
        return new ConstraintChange.AddForeignKey(
                table.ref(),
                change.columnNames(),
                referenced.ref(),
                change.referencedNames(),
                change.onDelete(),
                change.name());
    }

    private static Stream<Constraint> foreignKeys(Table table, List<String> columns) {
        return table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.FOREIGN_KEY)
                .filter(constraint -> constraint.columns().equals(columns));
    }

    private ConstraintChange dropForeignKey(Table table, ConstraintChange.DropForeignKey change) {
        List<Constraint> keys = foreignKeys(table, change.columnNames())
                .filter(key -> change.name().isEmpty() || change.name().get().equals(key.name()))
                .toList();
        if (keys.size() != 1) {
            String all = table.constraints().stream()
                    .filter(constraint -> constraint.kind() == Constraint.Kind.FOREIGN_KEY)
                    .map(constraint -> constraint.name() + " (" + String.join(", ", constraint.columns()) + ")")
                    .collect(Collectors.joining(", "));
            throw new UserError(
                    "(" + String.join(", ", change.columnNames()) + ") of `" + table.ref() + "` has "
                            + (keys.isEmpty() ? "no foreign key" : "several foreign keys"),
                    source(),
                    all.isEmpty()
                            ? "the table has none"
                            : "its foreign keys are " + all + "; drop one by its name in DDL");
        }
        return new ConstraintChange.DropForeignKey(
                table.ref(), change.columnNames(), Optional.of(keys.get(0).name()));
    }

    private ConstraintChange primaryKey(Table table, ConstraintChange.ChangePrimaryKey change) {
        if (table.findPrimaryKey()
                .filter(key -> key.columns().equals(change.columnNames()))
                .isPresent()) {
            throw new UserError(
                    "(" + String.join(", ", change.columnNames()) + ") is the primary key of `" + table.ref()
                            + "` already",
                    source(),
                    "there is nothing to plan");
        }
        return new ConstraintChange.ChangePrimaryKey(table.ref(), change.columnNames());
    }

    private String source() {
        return names.schema().source();
    }
}
