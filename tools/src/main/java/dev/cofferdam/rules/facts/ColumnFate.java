package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the way forward makes of one column: of the schema's or, without an origin, of its own. */
public final class ColumnFate {
    private final Optional<ColumnRef> origin;
    private ColumnRef name;
    private String where = "";
    private boolean dropped;
    private Optional<String> type = Optional.empty();
    private Optional<Boolean> notNull = Optional.empty();
    private Optional<String> defaultValue = Optional.empty();
    private boolean defaultTouched;
    private Optional<String> other = Optional.empty();

    private ColumnFate(Optional<ColumnRef> origin, ColumnRef name) {
        this.origin = origin;
        this.name = name;
    }

    /** The column as it was called before the plan; absent when the plan adds it. */
    public Optional<ColumnRef> origin() {
        return origin;
    }

    /** What it is called when the plan is over, or was when it went. */
    public ColumnRef name() {
        return name;
    }

    /** The last place that did something to it. */
    public String where() {
        return where;
    }

    public boolean isDropped() {
        return dropped;
    }

    /** Whether the plan itself made the column. */
    public boolean isOwn() {
        return origin.isEmpty();
    }

    public boolean isRenamed() {
        return origin.filter(old -> !SchemaDelta.isSameColumn(old, name)).isPresent();
    }

    /** The type that it gets; absent when the plan leaves it alone. */
    public Optional<String> type() {
        return type;
    }

    /** Whether it is NOT NULL afterwards, proved of all rows; absent when the plan leaves it alone. */
    public Optional<Boolean> notNull() {
        return notNull;
    }

    /** Whether the plan sets or drops its default. */
    public boolean isDefaultTouched() {
        return defaultTouched;
    }

    /** The default that it gets. */
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    /** Anything else that is done to it, in the words of its statement. */
    public Optional<String> other() {
        return other;
    }

    /** The fates of all columns that the units touch, and the names of the NOT NULL constraints among what they add. */
    public record All(List<ColumnFate> fates, Map<String, ColumnFate> notNullConstraints) {
        /** What becomes of every column that the units touch. */
        public static All of(Stream<SqlUnit> units) {
            All all = new All(new ArrayList<>(), new HashMap<>());
            units.forEach(unit -> unit.facts(Statement.AlterTable.class)
                    .forEach(alter -> alter.actions().forEach(action -> all.apply(unit, alter.table(), action))));
            return all;
        }

        /** The column of this name at the end, when the plan had a hand in it. */
        public Optional<ColumnFate> named(ColumnRef column) {
            return fates.stream()
                    .filter(fate -> !fate.dropped && SchemaDelta.isSameColumn(fate.name, column))
                    .findFirst();
        }

        /** What became of a column of the schema. */
        public Optional<ColumnFate> from(ColumnRef column) {
            return fates.stream()
                    .filter(fate -> fate.origin
                            .filter(old -> SchemaDelta.isSameColumn(old, column))
                            .isPresent())
                    .findFirst();
        }

        private ColumnFate touched(SqlUnit unit, ColumnRef column) {
            ColumnFate fate = named(column).orElseGet(() -> {
                ColumnFate found = new ColumnFate(Optional.of(column), column);
                fates.add(found);
                return found;
            });
            fate.where = unit.where();
            return fate;
        }

        private void apply(SqlUnit unit, TableRef table, AlterAction action) {
            if (action instanceof AlterAction.AddColumn add) {
                added(unit, table.column(add.column().name()), add.column());
            } else if (action instanceof AlterAction.DropColumn drop) {
                touched(unit, table.column(drop.column())).dropped = true;
            } else if (action instanceof AlterAction.RenameColumn rename) {
                touched(unit, table.column(rename.column())).name = table.column(rename.newName());
            } else if (action instanceof AlterAction.AlterType change) {
                touched(unit, table.column(change.column())).type = Optional.of(change.newType());
            } else if (action instanceof AlterAction.SetNotNull set) {
                touched(unit, table.column(set.column())).notNull = Optional.of(true);
            } else if (action instanceof AlterAction.DropNotNull drop) {
                touched(unit, table.column(drop.column())).notNull = Optional.of(false);
            } else if (action instanceof AlterAction.SetDefault set) {
                setDefault(touched(unit, table.column(set.column())), Optional.of(set.expression()));
            } else if (action instanceof AlterAction.DropDefault drop) {
                setDefault(touched(unit, table.column(drop.column())), Optional.empty());
            } else if (action instanceof AlterAction.OtherColumn change) {
                touched(unit, table.column(change.column())).other = Optional.of(change.words());
            } else {
                constraint(unit, table, action);
            }
        }

        private void added(SqlUnit unit, ColumnRef column, ColumnDefinition definition) {
            ColumnFate fate = new ColumnFate(Optional.empty(), column);
            fate.where = unit.where();
            fate.type = Optional.of(definition.type());
            fate.notNull = Optional.of(definition.notNull());
            fate.defaultValue = definition.defaultExpression();
            fate.other = definition.generated().or(definition::identity).map(words -> "GENERATED " + words);
            fates.add(fate);
        }

        private static void setDefault(ColumnFate fate, Optional<String> expression) {
            fate.defaultTouched = true;
            fate.defaultValue = expression;
        }

        /** NOT NULL as a constraint counts from the moment at which every row has kept to it. */
        private void constraint(SqlUnit unit, TableRef table, AlterAction action) {
            if (action instanceof AlterAction.AddConstraint add
                    && add.constraint().kind() == TableConstraint.Kind.NOT_NULL) {
                ColumnFate fate =
                        touched(unit, table.column(add.constraint().columns().get(0)));
                add.constraint().name().ifPresent(given -> notNullConstraints.put(given, fate));
                fate.notNull = add.constraint().notValid() ? fate.notNull : Optional.of(true);
            }
            if (action instanceof AlterAction.ValidateConstraint validate) {
                Optional.ofNullable(notNullConstraints.get(validate.constraint()))
                        .ifPresent(fate -> fate.notNull = Optional.of(true));
            }
            if (action instanceof AlterAction.DropConstraint drop) {
                Optional.ofNullable(notNullConstraints.remove(drop.constraint()))
                        .ifPresent(fate -> fate.notNull = Optional.of(false));
            }
            if (action instanceof AlterAction.RenameConstraint rename) {
                Optional.ofNullable(notNullConstraints.remove(rename.constraint()))
                        .ifPresent(fate -> notNullConstraints.put(rename.newName(), fate));
            }
        }
    }
}
