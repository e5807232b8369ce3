package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a run of statements adds to the schema it started with and takes from it: enough to compare the way back with the way
 * in. Properties of a column (NOT NULL, default, type) count as objects of their own.
 */
public final class SchemaDelta {

    /**
     * An object as findings name it.
     *
     * @param kind {@code trigger}, {@code index}, {@code NOT NULL} ...
     * @param name with its table where it has one
     * @param columns what it stands on: it goes when one of these columns or their table goes
     */
    public record Item(String kind, String name, List<ColumnRef> columns, Optional<TableRef> table) {

        /** {@code trigger owners_sync}. */
        public String words() {
            return kind + " `" + name + "`";
        }

        boolean isSame(String otherKind, String otherName) {
            return kind.equals(otherKind) && name.equals(otherName);
        }

        /** The same when the column it stands on has another name; a property bears the column's name as its own. */
        Item moved(ColumnRef from, ColumnRef to) {
            List<ColumnRef> others = columns.stream()
                    .map(own -> isSameColumn(own, from) ? to : own)
                    .toList();
            boolean property = name.equals(StoredName.of(from)) && standsOn(from);
            return new Item(kind, property ? StoredName.of(to) : name, others, table);
        }

        boolean standsOn(TableRef other) {
            return table.filter(own -> own.isSameTable(other)).isPresent();
        }

        boolean standsOn(ColumnRef column) {
            return columns.stream().anyMatch(own -> isSameColumn(own, column));
        }
    }

    private final Predicate<String> ownNames;
    private final Predicate<String> clearable;
    private final ObjectLedger ledger = new ObjectLedger();

    /**
     * @param ownNames names of what the plan itself creates: DROP IF EXISTS of such a name clears the ground and takes nothing away
     */
    public SchemaDelta(Predicate<String> ownNames) {
        this(ownNames, ownNames);
    }

    /**
     * The same for a way back that makes something itself.
     *
     * @param clearable names of which DROP IF EXISTS clears the ground
     */
    public SchemaDelta(Predicate<String> ownNames, Predicate<String> clearable) {
        this.ownNames = ownNames;
        this.clearable = clearable;
    }

    /** What is there now and was not at the start, in the order of its creation. */
    public List<Item> added() {
        return ledger.added();
    }

    /** What was there at the start and is gone now. */
    public List<Item> removed() {
        return ledger.removed();
    }

    /** Whether something of this name, without its schema, stands for what went with a dropped column. */
    public boolean isRestored(String name) {
        return ledger.isRestored(name);
    }

    boolean isEmpty() {
        return ledger.added().isEmpty() && ledger.removed().isEmpty();
    }

    /** Names of all objects that the unit creates as {@link StoredName} spells them, also of those it drops again. */
    public static Set<String> everAddedBy(SqlUnit unit) {
        SchemaDelta delta = new SchemaDelta(name -> false);
        delta.apply(unit);
        return Set.copyOf(delta.ledger.everAdded());
    }

    /** Follows the statements of a unit. */
    public void apply(SqlUnit unit) {
        unit.statements().stream().map(ParsedStatement::facts).forEach(this::apply);
    }

    private void apply(Statement statement) {
        if (statement instanceof Statement.CreateTable create && !create.temporary()) {
            ledger.add("table", StoredName.of(create.table()), List.of(), Optional.of(create.table()));
        }
        if (statement instanceof Statement.AlterTable alter) {
            alter.actions().forEach(action -> apply(alter.table(), action));
        }
        if (statement instanceof Statement.CreateIndex index) {
            index.name()
                    .ifPresent(name -> ledger.add(
                            "index",
                            StoredName.beside(index.table(), name),
                            columns(index.table(), index.columns()),
                            Optional.of(index.table())));
        }
        if (statement instanceof Statement.CreateView view) {
            view(view);
        }
        if (statement instanceof Statement.CreateRoutine routine) {
            ledger.add(
                    routine.procedure() ? "procedure" : "function",
                    StoredName.of(routine.name()),
                    List.of(),
                    Optional.empty());
        }
        if (statement instanceof Statement.CreateTrigger trigger) {
            // A trigger goes with its table; PostgreSQL refuses to drop a column that an UPDATE OF list names.
            ledger.add("trigger", trigger.name(), List.of(), Optional.of(trigger.table()));
        }
        if (statement instanceof Statement.CreateType type) {
            ledger.add("type", StoredName.of(type.name()), List.of(), Optional.empty());
        }
        if (statement instanceof Statement.CreateSequence sequence) {
            ledger.add("sequence", StoredName.of(sequence.name()), List.of(), Optional.empty());
        }
        if (statement instanceof Statement.Drop drop) {
            drop.names().forEach(name -> drop(drop, name));
        }
        if (statement instanceof Statement.RenameObject rename) {
            ledger.rename(
                    words(rename.kind()),
                    StoredName.of(rename.name()),
                    StoredName.beside(rename.name(), rename.newName()));
        }
    }

    private void apply(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            ColumnRef column = table.column(add.column().name());
            ledger.add("column", StoredName.of(column), List.of(column), Optional.of(table));
            add.inline().forEach(constraint -> addConstraint(table, constraint));
        }
        if (action instanceof AlterAction.DropColumn drop) {
            ledger.dropColumn(table.column(drop.column()));
        }
        if (action instanceof AlterAction.RenameColumn rename) {
            ledger.renameColumn(table.column(rename.column()), table.column(rename.newName()));
        }
        if (action instanceof AlterAction.RenameTable rename) {
            ledger.remove("table", StoredName.of(table), List.of(), Optional.of(table));
            TableRef renamed = new TableRef(table.schema(), rename.newName());
            ledger.add("table", StoredName.of(renamed), List.of(), Optional.of(renamed));
        }
        if (action instanceof AlterAction.AddConstraint add) {
            addConstraint(table, add.constraint());
        }
        if (action instanceof AlterAction.DropConstraint drop) {
            ledger.remove("constraint", drop.constraint(), List.of(), Optional.of(table));
        }
        if (action instanceof AlterAction.RenameConstraint rename) {
            ledger.rename("constraint", rename.constraint(), rename.newName());
        }
        applyProperty(table, action);
    }

    private void applyProperty(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.SetNotNull set) {
            ledger.addProperty("NOT NULL of", table.column(set.column()));
        }
        if (action instanceof AlterAction.DropNotNull drop) {
            ledger.removeProperty("NOT NULL of", table.column(drop.column()));
        }
        if (action instanceof AlterAction.SetDefault set) {
            ledger.addProperty("default of", table.column(set.column()));
        }
        if (action instanceof AlterAction.DropDefault drop) {
            ledger.removeProperty("default of", table.column(drop.column()));
        }
        if (action instanceof AlterAction.AlterType type) {
            // Back and forth cannot be told apart without the schema, so a second change is taken as the way back.
            ColumnRef column = table.column(type.column());
            if (ledger.isMissing("type of", StoredName.of(column))) {
                ledger.addProperty("type of", column);
            } else {
                ledger.removeProperty("type of", column);
            }
        }
        // The state of a trigger that was created anew belongs to its creation.
        if (action instanceof AlterAction.SwitchTrigger trigger
                && !ledger.everAdded().contains(trigger.trigger())) {
            if (trigger.enable()) {
                ledger.add("enabled state of", trigger.trigger(), List.of(), Optional.of(table));
            } else {
                ledger.remove("enabled state of", trigger.trigger(), List.of(), Optional.of(table));
            }
        }
    }

    private void addConstraint(TableRef table, TableConstraint constraint) {
        if (givesBackNotNull(table, constraint)) {
            return;
        }
        constraint.name().ifPresent(name -> {
            List<ColumnRef> columns = new ArrayList<>(columns(table, constraint.columns()));
            Optional<String> taken = constraint.usingIndex().map(index -> StoredName.beside(table, index));
            taken.flatMap(index -> ledger.findAdded("index", index))
                    .ifPresent(index -> columns.addAll(index.columns()));
            if (taken.filter(index -> ledger.takesOver(index, name)).isEmpty()) {
                // UNIQUE USING INDEX takes the index over: it goes with the constraint from now on.
                taken.filter(index -> ledger.findAdded("index", index).isPresent() || !ownNames.test(index))
                        .ifPresent(index -> ledger.remove("index", index, List.of(), Optional.of(table)));
                ledger.add("constraint", name, columns, Optional.of(table));
            }
        });
    }

    /** A constraint NOT NULL, from PostgreSQL 18 on, is another way to say SET NOT NULL. */
    private boolean givesBackNotNull(TableRef table, TableConstraint constraint) {
        return constraint.kind() == TableConstraint.Kind.NOT_NULL
                && constraint.columns().size() == 1
                && ledger.giveBack(
                        "NOT NULL of",
                        StoredName.of(table.column(constraint.columns().get(0))));
    }

    private void drop(Statement.Drop drop, TableRef name) {
        if (drop.kind() == Statement.ObjectKind.TABLE
                && !(drop.ifExists()
                        && clearable.test(StoredName.of(name))
                        && ledger.findAdded("table", StoredName.of(name)).isEmpty())) {
            ledger.dropTable(name);
        } else {
            boolean clearsGround = drop.ifExists()
                    && clearable.test(StoredName.of(name))
                    && ledger.findAdded(words(drop.kind()), StoredName.of(name)).isEmpty();
            if (!clearsGround) {
                ledger.remove(words(drop.kind()), StoredName.of(name), List.of(), drop.onTable());
            }
        }
    }

    /** OR REPLACE is taken for a change of a view that was there, and a second one for the way back. */
    private void view(Statement.CreateView view) {
        String kind = view.materialized() ? "materialized view" : "view";
        String name = StoredName.of(view.view());
        boolean replaces = view.orReplace() && ledger.findAdded(kind, name).isEmpty();
        if (!replaces) {
            ledger.add(kind, name, List.of(), Optional.empty());
        } else if (!ledger.giveBack("definition of", name)) {
            ledger.miss("definition of", name);
        }
    }

    /** Whether two names, with or without their schema, are of one column. */
    public static boolean isSameColumn(ColumnRef left, ColumnRef right) {
        return left.table().isSameTable(right.table()) && left.column().equals(right.column());
    }

    private static List<ColumnRef> columns(TableRef table, List<String> names) {
        return names.stream().map(table::column).toList();
    }

    private static String words(Statement.ObjectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
