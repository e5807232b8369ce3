package dev.cofferdam.intent;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Column;
import dev.cofferdam.schema.Table;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds a change of a column's type against the type that it has. */
final class TypeFit {
    private static final Pattern AT_ZONE =
            Pattern.compile("(?is)\\(*\\s*[\\w\".]+\\s*\\)*\\s+at\\s+time\\s+zone\\s+'([^']+)'\\s*\\)*");

    private final KnownNames names;

    TypeFit(KnownNames names) {
        this.names = names;
    }

    ColumnChange fit(ColumnRef column, ColumnChange change) {
        if (change instanceof ColumnChange.ChangeType type) {
            return changeType(column, type);
        }
        if (change instanceof ColumnChange.NarrowType narrow) {
            if (!step(column, narrow.type()).isNarrower()) {
                throw other(column, narrow.type(), "is not narrower than");
            }
            return new ColumnChange.NarrowType(column, narrow.type());
        }
        if (change instanceof ColumnChange.WidenKey widen) {
            if (!isKey(column)) {
                throw new UserError(
                        "`" + column + "` is no key",
                        names.schema().source(),
                        "write `change " + column + " to " + widen.type() + "`");
            }
            if (!step(column, widen.type()).isLargerInteger()) {
                throw other(column, widen.type(), "is no larger whole number than");
            }
            return new ColumnChange.WidenKey(column, widen.type());
        }
        if (change instanceof ColumnChange.ChangeTimeZone zone) {
            if (!step(column, zone.type()).changesZone()) {
                throw other(column, zone.type(), "is not a time stamp that gets or loses its zone, from");
            }
            return new ColumnChange.ChangeTimeZone(column, zone.type(), zone.zone());
        }
        return collation(column, (ColumnChange.ChangeCollation) change);
    }

    /**
     * The kind of type change that it is on this column. One that says how the values are made stays what it is: a narrower type that
     * is filled by an expression loses nothing unforeseen, and the other kinds have no room for the expression.
     */
    private ColumnChange changeType(ColumnRef column, ColumnChange.ChangeType change) {
        TypeNames.check(change.type(), names.schema());
        TypeStep step = step(column, change.type());
        Table table = names.table(column.table());
        change.newName().ifPresent(name -> names.checkNewColumn(table, name));
        Optional<String> using = change.using().filter(expression -> !isPlainCast(expression, column, change.type()));
        if (change.newName().isEmpty() && step.changesZone()) {
            Optional<String> zone = using.flatMap(TypeFit::zone);
            if (using.isEmpty() || zone.isPresent()) {
                return new ColumnChange.ChangeTimeZone(column, change.type(), zone);
            }
        }
        if (using.isPresent() || change.newName().isPresent()) {
            return new ColumnChange.ChangeType(column, change.type(), using, change.newName());
        }
        if (step.isNarrower()) {
            return new ColumnChange.NarrowType(column, change.type());
        }
        return step.isLargerInteger() && isKey(column)
                ? new ColumnChange.WidenKey(column, change.type())
                : new ColumnChange.ChangeType(column, change.type(), Optional.empty(), Optional.empty());
    }

    /** {@code c::type}, which is what happens without USING too. */
    private static boolean isPlainCast(String expression, ColumnRef column, String type) {
        String[] parts = expression.strip().split("::", 2);
        boolean cast = parts.length == 1
                || TypeNames.normal(parts[1]).filter(type::equals).isPresent();
        return cast
                && Sentence.parts(parts[0]).equals(java.util.List.of(column.column()))
                && parts[0].strip().matches(Sentence.NAME);
    }

    private static Optional<String> zone(String using) {
        Matcher zone = AT_ZONE.matcher(using.strip());
        return zone.matches() ? Optional.of(zone.group(1)) : Optional.empty();
    }

    private TypeStep step(ColumnRef ref, String type) {
        Column column = names.column(ref);
        if (column.type().equals(type)) {
            throw new UserError(
                    "`" + ref + "` is `" + type + "` already", names.schema().source(), "there is nothing to plan");
        }
        return new TypeStep(column.type(), type);
    }

    /** A column that identifies rows: in the primary key, or what foreign keys refer to. */
    private boolean isKey(ColumnRef column) {
        boolean primary = names.table(column.table())
                .findPrimaryKey()
                .filter(key -> key.columns().contains(column.column()))
                .isPresent();
        return primary
                || names.schema().foreignKeysTo(column.table()).stream()
                        .anyMatch(key -> key.constraint().referencedColumns().contains(column.column()));
    }

    private UserError other(ColumnRef column, String type, String relation) {
        return new UserError(
                "`" + type + "` " + relation + " `" + names.column(column).type() + "`, the type of `" + column + "`",
                names.schema().source(),
                "write `change " + column + " to " + type + "`");
    }

    private ColumnChange collation(ColumnRef ref, ColumnChange.ChangeCollation change) {
        Column column = names.column(ref);
        if (!TypeNames.base(column.type()).matches("text|character varying|character|citext|name")) {
            throw new UserError(
                    "`" + ref + "` is `" + column.type() + "`, which has no collation",
                    names.schema().source(),
                    "name a column of text");
        }
        if (column.collation()
                .map(TypeFit::bare)
                .filter(bare(change.collation())::equals)
                .isPresent()) {
            throw new UserError(
                    "`" + ref + "` has the collation `" + change.collation() + "` already",
                    names.schema().source(),
                    "there is nothing to plan");
        }
        return new ColumnChange.ChangeCollation(ref, change.collation());
    }

    private static String bare(String collation) {
        return collation.replace("\"", "").replaceFirst("^pg_catalog\\.", "");
    }
}
