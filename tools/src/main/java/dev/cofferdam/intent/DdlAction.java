package dev.cofferdam.intent;

import dev.cofferdam.domain.Change;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.TableChange;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.UserError;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Index;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One action of ALTER TABLE as the changes that it makes. */
final class DdlAction {
    private static final Pattern ON_DELETE = Pattern.compile(
            "(?is).*\\bon\\s+delete\\s+(cascade|restrict|set\\s+null" + "|set\\s+default|no\\s+action)(?!\\s*\\().*");

    /** What the typed changes have no room for, and what must not get lost therefore. */
    private static final Pattern MORE_THAN_COLUMNS = Pattern.compile(
            "(?is).*\\b(nulls\\s+not\\s+distinct|include|without\\s+overlaps|with\\s*\\(|(?<!not )deferrable|on\\s+update|match\\s+full)\\b.*");

    private static final Pattern IS_NOT_NULL =
            Pattern.compile("(?is)\\(*(" + Sentence.NAME + ")\\s+is\\s+not\\s+null\\)*");

    private final KnownNames names;
    private final Supplier<UserError> notSupported;
    private final Supplier<UserError> cascade;

    DdlAction(KnownNames names, Supplier<UserError> notSupported, Supplier<UserError> cascade) {
        this.names = names;
        this.notSupported = notSupported;
        this.cascade = cascade;
    }

    List<? extends Change> changes(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            return added(table, add);
        }
        return List.of(change(table, action));
    }

    private Change change(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.RenameColumn rename) {
            return new ColumnChange.RenameColumn(table.column(rename.column()), rename.newName());
        }
        if (action instanceof AlterAction.RenameTable rename) {
            return new TableChange.RenameTable(table, rename.newName());
        }
        if (action instanceof AlterAction.AlterType type) {
            return type(table.column(type.column()), type);
        }
        if (action instanceof AlterAction.DropColumn drop) {
            refuse(drop.cascade());
            return new ColumnChange.DropColumn(table.column(drop.column()));
        }
        if (action instanceof AlterAction.AddConstraint add) {
            return constraint(table, add.constraint());
        }
        if (action instanceof AlterAction.DropConstraint drop) {
            refuse(drop.cascade());
            return dropped(table, names.constraint(table, drop.constraint()));
        }
        return small(table, action);
    }

    private Change small(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.SetNotNull set) {
            return new ColumnChange.SetNotNull(table.column(set.column()));
        }
        if (action instanceof AlterAction.DropNotNull drop) {
            return new ColumnChange.DropNotNull(table.column(drop.column()));
        }
        if (action instanceof AlterAction.SetDefault set) {
            return new ColumnChange.ChangeDefault(table.column(set.column()), Optional.of(set.expression()));
        }
        if (action instanceof AlterAction.DropDefault drop) {
            return new ColumnChange.ChangeDefault(table.column(drop.column()), Optional.empty());
        }
        throw notSupported.get();
    }

    private void refuse(boolean cascades) {
        if (cascades) {
            throw cascade.get();
        }
    }

    private Change type(ColumnRef column, AlterAction.AlterType change) {
        if (change.collation().isEmpty()) {
            return new ColumnChange.ChangeType(column, change.newType(), change.using(), Optional.empty());
        }
        String now = names.column(column).type();
        if (!now.equals(change.newType())) {
            throw new UserError(
                    "it changes the type of `" + column + "`, from `" + now + "` to `" + change.newType()
                            + "`, and its collation",
                    "REQUEST",
                    "change the type first, and the collation with the next plan");
        }
        return new ColumnChange.ChangeCollation(column, change.collation().get());
    }

    private List<Change> added(TableRef table, AlterAction.AddColumn add) {
        ColumnDefinition column = add.column();
        if (column.generated().isPresent()
                || column.identity().isPresent()
                || column.collation().isPresent()) {
            throw notSupported.get();
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new ColumnChange.AddColumn(
                table.column(column.name()),
                column.type(),
                !column.notNull(),
                column.defaultExpression().filter(value -> !value.strip().equalsIgnoreCase("null"))));
        add.inline().forEach(inline -> changes.add(constraint(table, inline)));
        return changes;
    }

    private Change constraint(TableRef table, TableConstraint constraint) {
        if (MORE_THAN_COLUMNS.matcher(constraint.definition()).matches()) {
            throw notSupported.get();
        }
        return switch (constraint.kind()) {
            case UNIQUE -> new ConstraintChange.AddUnique(table, columns(table, constraint), constraint.name());
            case PRIMARY_KEY -> new ConstraintChange.ChangePrimaryKey(table, columns(table, constraint));
            case FOREIGN_KEY -> foreignKey(table, constraint);
            case NOT_NULL ->
                new ColumnChange.SetNotNull(table.column(constraint.columns().get(0)));
            case CHECK ->
                findNotNull(constraint)
                        .<Change>map(column -> new ColumnChange.SetNotNull(table.column(column)))
                        .orElseGet(() -> check(table, constraint));
            case EXCLUDE -> throw notSupported.get();
        };
    }

    private Change check(TableRef table, TableConstraint constraint) {
        String condition = constraint.expression().orElseThrow(notSupported).strip();
        return new ConstraintChange.AddCheck(
                table,
                names.schema().findTable(table).isPresent() ? names.columnsIn(table, condition) : List.of(),
                condition,
                constraint.name());
    }

    /** The column that a check says of that it is not null, and nothing else. */
    static Optional<String> findNotNull(TableConstraint constraint) {
        Matcher check = IS_NOT_NULL.matcher(constraint.expression().orElse("").strip());
        return constraint.kind() == TableConstraint.Kind.CHECK && check.matches()
                ? Optional.of(Sentence.parts(check.group(1)).get(0))
                : Optional.empty();
    }

    private List<String> columns(TableRef table, TableConstraint constraint) {
        return constraint
                .usingIndex()
                .map(index -> names.table(table).indexes().stream()
                        .filter(known -> known.name().equals(index))
                        .findFirst()
                        .map(Index::columns)
                        .orElseThrow(() -> new UserError(
                                "table `" + table + "` has no index `" + index + "`",
                                names.schema().source(),
                                "give the columns instead: UNIQUE (a, b)")))
                .orElse(constraint.columns());
    }

    private static Change foreignKey(TableRef table, TableConstraint constraint) {
        Matcher onDelete = ON_DELETE.matcher(constraint.definition());
        return new ConstraintChange.AddForeignKey(
                table,
                constraint.columns(),
                constraint.references().orElseThrow(),
                constraint.referencedColumns(),
                onDelete.matches()
                        ? Optional.of(onDelete.group(1).toUpperCase(Locale.ROOT).replaceAll("\\s+", " "))
                        : Optional.empty(),
                constraint.name());
    }

    private Change dropped(TableRef table, Constraint constraint) {
        return switch (constraint.kind()) {
            case UNIQUE -> new ConstraintChange.DropUnique(table, constraint.columns());
            case FOREIGN_KEY ->
                new ConstraintChange.DropForeignKey(table, constraint.columns(), Optional.of(constraint.name()));
            case NOT_NULL ->
                new ColumnChange.DropNotNull(table.column(constraint.columns().get(0)));
            case CHECK -> new ConstraintChange.DropCheck(table, constraint.columns(), constraint.name());
            case PRIMARY_KEY, EXCLUDE -> throw notSupported.get();
        };
    }
}
