package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import java.util.List;
import java.util.Optional;

/** Holds a change of a column against the schema. */
final class ColumnFit {
    private final KnownNames names;

    ColumnFit(KnownNames names) {
        this.names = names;
    }

    ColumnChange fit(ColumnChange change) {
        if (change instanceof ColumnChange.AddColumn add) {
            return add(add);
        }
        ColumnRef column = names.existing(change.column());
        if (change instanceof ColumnChange.RenameColumn rename) {
            return rename(column, rename);
        }
        if (change instanceof ColumnChange.SetNotNull) {
            return setNotNull(column);
        }
        if (change instanceof ColumnChange.DropNotNull) {
            return dropNotNull(column);
        }
        if (change instanceof ColumnChange.DropColumn) {
            return drop(column);
        }
        if (change instanceof ColumnChange.ChangeDefault given) {
            return changeDefault(column, given);
        }
        return isOfType(change) ? new TypeFit(names).fit(column, change) : new ContentFit(names).fit(column, change);
    }

    private static boolean isOfType(ColumnChange change) {
        return change instanceof ColumnChange.ChangeType
                || change instanceof ColumnChange.NarrowType
                || change instanceof ColumnChange.WidenKey
                || change instanceof ColumnChange.ChangeTimeZone
                || change instanceof ColumnChange.ChangeCollation;
    }

    private ColumnChange rename(ColumnRef column, ColumnChange.RenameColumn change) {
        if (change.newName().equals(column.column())) {
            throw new UserError("`" + column + "` already has this name", source(), "choose a name that is free");
        }
        names.checkNewColumn(names.table(column.table()), change.newName());
        return new ColumnChange.RenameColumn(column, change.newName());
    }

    private ColumnChange add(ColumnChange.AddColumn change) {
        Table table = names.table(change.table());
        names.checkNewColumn(table, change.column().column());
        TypeNames.check(change.type(), names.schema());
        return new ColumnChange.AddColumn(
                table.ref().column(change.column().column()), change.type(), change.nullable(), change.defaultValue());
    }

    private ColumnChange setNotNull(ColumnRef column) {
        return new ColumnChange.SetNotNull(column, Proofs.ofNotNull(names.table(column.table()), column, source()));
    }

    private ColumnChange dropNotNull(ColumnRef column) {
        if (names.column(column).nullable()) {
            throw new UserError("`" + column + "` is nullable already", source(), "there is nothing to plan");
        }
        if (isInPrimaryKey(column)) {
            throw new UserError(
                    "`" + column + "` is in the primary key of `" + column.table() + "`, which allows no null",
                    source(),
                    "change the primary key first");
        }
        return new ColumnChange.DropNotNull(column);
    }

    private ColumnChange drop(ColumnRef column) {
        if (isInPrimaryKey(column)) {
            throw new UserError(
                    "`" + column + "` is in the primary key of `" + column.table() + "`",
                    source(),
                    "give the table another key first: change primary key of " + column.table() + " to (COLUMN)");
        }
        names.schema().foreignKeysTo(column.table()).stream()
                .filter(key -> key.constraint().referencedColumns().contains(column.column()))
                .findFirst()
                .ifPresent(key -> {
                    throw new UserError(
                            "foreign key `" + key.constraint().name() + "` of `"
                                    + key.table().ref() + "` refers to `" + column + "`",
                            source(),
                            "drop the foreign key first");
                });
        return new ColumnChange.DropColumn(column);
    }

    private boolean isInPrimaryKey(ColumnRef column) {
        return names.table(column.table())
                .findPrimaryKey()
                .map(Constraint::columns)
                .filter(key -> key.contains(column.column()))
                .isPresent();
    }

    private ColumnChange changeDefault(ColumnRef ref, ColumnChange.ChangeDefault change) {
        Column column = names.column(ref);
        if (column.generated().isPresent() || column.identity().isPresent()) {
            throw new UserError(
                    "the server fills `" + ref + "` itself, as a "
                            + (column.identity().isPresent() ? "identity" : "generated") + " column",
                    source(),
                    "such a column has no default to change");
        }
        Optional<String> wanted =
                change.defaultValue().filter(value -> !value.strip().equalsIgnoreCase("null"));
        if (plain(wanted).equals(plain(column.defaultExpression()))) {
            throw new UserError(
                    "`" + ref + "` has "
                            + wanted.map(value -> "the default `" + value + "`").orElse("no default") + " already",
                    source(),
                    "there is nothing to plan");
        }
        return new ColumnChange.ChangeDefault(ref, wanted);
    }

    /** As far as two writings of one value can be told without a server. */
    private static Optional<String> plain(Optional<String> expression) {
        return expression.map(value -> value.strip()
                .replaceFirst("(?s)^(.*?)(::[\\w\\s.\"\\[\\](),]+)?$", "$1")
                .replaceFirst("^\\((.*)\\)$", "$1"));
    }

    private String source() {
        return names.schema().source();
    }

    /** Refuses names of new columns that are given twice or taken. */
    static void checkParts(KnownNames names, ColumnRef column, List<String> parts) {
        if (parts.stream().distinct().count() != parts.size()) {
            throw new UserError("a new column is named twice", "REQUEST", "name each of them once");
        }
        parts.forEach(part -> names.checkNewColumn(names.table(column.table()), part));
    }
}
