package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Several statements that are one change by hand: an index and the constraint on it, a column that is added, filled and closed, an old
 * column that a new one takes the place of. Only what is plain; everything else stays as many changes as it is written as.
 */
final class DdlFold {
    private static final Pattern LITERAL = Pattern.compile(
            "(?is)'(?:[^']|'')*'(?:::[\\w\\s]+)?|-?\\d+(?:\\.\\d+)?|true|false|now\\(\\)|current_(?:date|timestamp)");

    private final List<DdlPart> parts;
    private final KnownNames names;

    private DdlFold(List<DdlPart> parts, KnownNames names) {
        this.parts = new ArrayList<>(parts);
        this.names = names;
    }

    static List<DdlPart> together(List<DdlPart> parts, KnownNames names) {
        DdlFold fold = new DdlFold(parts, names);
        fold.constraints();
        fold.columns();
        fold.types();
        fold.keys();
        return fold.parts;
    }

    /** A constraint that is validated later, or that takes over an index made before; a check that only helps SET NOT NULL. */
    private void constraints() {
        for (DdlPart part : List.copyOf(parts)) {
            if (part instanceof DdlPart.Action action && action.action() instanceof AlterAction.AddConstraint add) {
                TableConstraint constraint = add.constraint();
                constraint
                        .name()
                        .ifPresent(name -> take(
                                action.table(), AlterAction.ValidateConstraint.class, validate -> validate.constraint()
                                        .equals(name)));
                constraint.usingIndex().ifPresent(index -> takeOver(action, constraint, index));
                DdlAction.findNotNull(constraint).ifPresent(column -> helper(action, constraint, column));
            }
        }
    }

    private void takeOver(DdlPart.Action action, TableConstraint constraint, String index) {
        Optional<DdlPart.UniqueIndex> made = parts.stream()
                .filter(DdlPart.UniqueIndex.class::isInstance)
                .map(DdlPart.UniqueIndex.class::cast)
                .filter(unique -> unique.index().name().equals(Optional.of(index))
                        && unique.index().table().isSameTable(action.table()))
                .findFirst();
        made.ifPresent(unique -> {
            parts.remove(unique);
            List<String> columns = unique.index().columns();
            replace(
                    action,
                    constraint.kind() == TableConstraint.Kind.PRIMARY_KEY
                            ? new ConstraintChange.ChangePrimaryKey(action.table(), columns)
                            : new ConstraintChange.AddUnique(
                                    action.table(), columns, constraint.name().or(() -> Optional.of(index))));
        });
    }

    private void helper(DdlPart.Action check, TableConstraint constraint, String column) {
        boolean closes = parts.stream().anyMatch(part -> part.findAction(check.table(), AlterAction.SetNotNull.class)
                .filter(set -> set.column().equals(column))
                .isPresent());
        if (closes) {
            parts.remove(check);
            constraint
                    .name()
                    .ifPresent(name -> take(check.table(), AlterAction.DropConstraint.class, drop -> drop.constraint()
                            .equals(name)));
        }
    }

    private void columns() {
        for (DdlPart part : List.copyOf(parts)) {
            if (part instanceof DdlPart.Action action
                    && action.action() instanceof AlterAction.AddColumn add
                    && add.inline().isEmpty()
                    && add.column().generated().isEmpty()
                    && add.column().identity().isEmpty()
                    && add.column().collation().isEmpty()) {
                column(action, action.table().column(add.column().name()), add);
            }
        }
    }

    private void column(DdlPart.Action action, ColumnRef added, AlterAction.AddColumn add) {
        TableRef table = action.table();
        Optional<DdlPart.Fill> fill = parts.stream()
                .filter(DdlPart.Fill.class::isInstance)
                .map(DdlPart.Fill.class::cast)
                .filter(one -> one.table().isSameTable(table) && one.column().equals(added.column()))
                .findFirst();
        Optional<String> old = fill.flatMap(one -> parts.stream()
                .flatMap(part -> part.findAction(table, AlterAction.DropColumn.class).stream())
                .map(AlterAction.DropColumn::column)
                .filter(name -> mentions(one.expression(), name))
                .findFirst());
        if (old.isPresent()) {
            parts.remove(fill.get());
            take(table, AlterAction.SetNotNull.class, set -> set.column().equals(added.column()));
            take(table, AlterAction.DropColumn.class, drop -> drop.column().equals(old.get()));
            replace(
                    action,
                    replaced(
                            table.column(old.get()),
                            add.column().type(),
                            added.column(),
                            fill.get().expression()));
            return;
        }
        boolean literal =
                fill.filter(one -> LITERAL.matcher(one.expression()).matches()).isPresent();
        if (fill.isPresent() && !literal) {
            return;
        }
        fill.ifPresent(parts::remove);
        boolean closed = take(
                        table, AlterAction.SetNotNull.class, set -> set.column().equals(added.column()))
                .isPresent();
        Optional<String> value = take(
                        table, AlterAction.SetDefault.class, set -> set.column().equals(added.column()))
                .map(AlterAction.SetDefault::expression)
                .or(() -> add.column().defaultExpression());
        // The value of today's rows is the value for whoever inserts without knowing the column, until all code knows
        // it.
        replace(
                action,
                new ColumnChange.AddColumn(
                        added,
                        add.column().type(),
                        !(add.column().notNull() || closed),
                        value.or(() -> fill.map(DdlPart.Fill::expression))));
    }

    /** A new column with the values of an old one that goes: a rename, or a change of its type. */
    private Change replaced(ColumnRef old, String type, String newName, String expression) {
        boolean copied = Sentence.parts(expression).equals(List.of(old.column())) && expression.matches(Sentence.NAME);
        return copied && names.column(old).type().equals(type)
                ? new ColumnChange.RenameColumn(old, newName)
                : new ColumnChange.ChangeType(
                        old, type, copied ? Optional.empty() : Optional.of(expression), Optional.of(newName));
    }

    private static boolean mentions(String expression, String column) {
        return Pattern.compile(
                        "(?<![\\w$\"'])" + Pattern.quote(Identifiers.quoteIfNeeded(column)) + "(?![\\w$\"'(])",
                        Pattern.CASE_INSENSITIVE)
                .matcher(expression)
                .find();
    }

    /** A new type and a new name of one column. */
    private void types() {
        for (DdlPart part : List.copyOf(parts)) {
            if (part instanceof DdlPart.Action action
                    && action.action() instanceof AlterAction.AlterType type
                    && type.collation().isEmpty()) {
                take(action.table(), AlterAction.RenameColumn.class, rename -> rename.column()
                                .equals(type.column()))
                        .ifPresent(rename -> replace(
                                action,
                                new ColumnChange.ChangeType(
                                        action.table().column(type.column()),
                                        type.newType(),
                                        type.using(),
                                        Optional.of(rename.newName()))));
            }
        }
    }

    /** A key or a unique constraint that is dropped and one that is added instead. */
    private void keys() {
        for (DdlPart part : List.copyOf(parts)) {
            if (part instanceof DdlPart.Action action
                    && action.action() instanceof AlterAction.AddConstraint add
                    && add.constraint().usingIndex().isEmpty()) {
                List<String> columns = add.constraint().columns();
                if (add.constraint().kind() == TableConstraint.Kind.PRIMARY_KEY) {
                    takeConstraint(action.table(), Constraint.Kind.PRIMARY_KEY);
                } else if (add.constraint().kind() == TableConstraint.Kind.UNIQUE) {
                    takeConstraint(action.table(), Constraint.Kind.UNIQUE)
                            .ifPresent(old -> replace(
                                    action,
                                    new ConstraintChange.ReplaceUnique(action.table(), old.columns(), columns)));
                }
            }
        }
    }

    private Optional<Constraint> takeConstraint(TableRef table, Constraint.Kind kind) {
        return names.schema().findTable(table).stream()
                .flatMap(known -> known.constraints().stream())
                .filter(constraint -> constraint.kind() == kind)
                .filter(constraint -> take(
                                table,
                                AlterAction.DropConstraint.class,
                                drop -> drop.constraint().equals(constraint.name()) && !drop.cascade())
                        .isPresent())
                .findFirst();
    }

    private void replace(DdlPart.Action action, Change change) {
        parts.set(parts.indexOf(action), new DdlPart.Whole(change, action.statement()));
    }

    private <A extends AlterAction> Optional<A> take(TableRef table, Class<A> kind, Predicate<A> wanted) {
        for (DdlPart part : parts) {
            Optional<A> found = part.findAction(table, kind).filter(wanted);
            if (found.isPresent()) {
                parts.remove(part);
                return found;
            }
        }
        return Optional.empty();
    }
}
