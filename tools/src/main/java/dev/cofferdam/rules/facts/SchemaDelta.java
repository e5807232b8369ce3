package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

        private boolean isSame(String otherKind, String otherName) {
            return kind.equals(otherKind) && name.equals(otherName);
        }

        /** The same when the column it stands on has another name; a property bears the column's name as its own. */
        private Item moved(ColumnRef from, ColumnRef to) {
            List<ColumnRef> others = columns.stream()
                    .map(own -> isSameColumn(own, from) ? to : own)
                    .toList();
            boolean property = name.equals(SchemaDelta.name(from)) && standsOn(from);
            return new Item(kind, property ? SchemaDelta.name(to) : name, others, table);
        }

        private boolean standsOn(TableRef other) {
            return table.filter(own -> own.isSameTable(other)).isPresent();
        }

        private boolean standsOn(ColumnRef column) {
            return columns.stream().anyMatch(own -> isSameColumn(own, column));
        }
    }

    private record Named(String kind, String name) {}

    private final Predicate<String> ownNames;
    private final Predicate<String> clearable;
    private final Set<String> everAdded = new HashSet<>();
    private final List<ColumnRef> everDropped = new ArrayList<>();

    /** Columns that were there at the start, by the name that they have now. */
    private final Map<String, ColumnRef> movedAway = new HashMap<>();

    /** Names that a column of the plan's own has got by a rename. */
    private final Set<String> takenOver = new HashSet<>();

    private final Set<Named> restored = new HashSet<>();
    private final Set<Item> added = new LinkedHashSet<>();
    private final Set<Item> removed = new LinkedHashSet<>();

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
        return List.copyOf(added);
    }

    /** What was there at the start and is gone now. */
    public List<Item> removed() {
        return List.copyOf(removed);
    }

    /** Whether something of this name, without its schema, stands for what went with a dropped column. */
    public boolean isRestored(String name) {
        return restored.stream()
                .filter(one -> one.kind().equals("index") || one.kind().equals("constraint"))
                .anyMatch(one -> StoredName.withoutSchema(one.name()).equals(name));
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** Names of all objects that the unit creates as {@link StoredName} spells them, also of those it drops again. */
    public static Set<String> everAddedBy(SqlUnit unit) {
        SchemaDelta delta = new SchemaDelta(name -> false);
        delta.apply(unit);
        return Set.copyOf(delta.everAdded);
    }

    public void apply(SqlUnit unit) {
        unit.statements().stream().map(ParsedStatement::facts).forEach(this::apply);
    }

    private void apply(Statement statement) {
        if (statement instanceof Statement.CreateTable create && !create.temporary()) {
            add("table", name(create.table()), List.of(), Optional.of(create.table()));
        }
        if (statement instanceof Statement.AlterTable alter) {
            alter.actions().forEach(action -> apply(alter.table(), action));
        }
        if (statement instanceof Statement.CreateIndex index) {
            index.name()
                    .ifPresent(name -> add(
                            "index",
                            name(index.table(), name),
                            columns(index.table(), index.columns()),
                            Optional.of(index.table())));
        }
        if (statement instanceof Statement.CreateView view) {
            view(view);
        }
        if (statement instanceof Statement.CreateRoutine routine) {
            add(routine.procedure() ? "procedure" : "function", name(routine.name()), List.of(), Optional.empty());
        }
        if (statement instanceof Statement.CreateTrigger trigger) {
            // A trigger goes with its table; PostgreSQL refuses to drop a column that an UPDATE OF list names.
            add("trigger", trigger.name(), List.of(), Optional.of(trigger.table()));
        }
        if (statement instanceof Statement.CreateType type) {
            add("type", name(type.name()), List.of(), Optional.empty());
        }
        if (statement instanceof Statement.CreateSequence sequence) {
            add("sequence", name(sequence.name()), List.of(), Optional.empty());
        }
        if (statement instanceof Statement.Drop drop) {
            drop.names().forEach(name -> drop(drop, name));
        }
        if (statement instanceof Statement.RenameObject rename) {
            rename(words(rename.kind()), name(rename.name()), name(rename.name(), rename.newName()));
        }
    }

    private void apply(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.AddColumn add) {
            ColumnRef column = table.column(add.column().name());
            add("column", name(column), List.of(column), Optional.of(table));
            add.inline().forEach(constraint -> addConstraint(table, constraint));
        }
        if (action instanceof AlterAction.DropColumn drop) {
            dropColumn(table.column(drop.column()));
        }
        if (action instanceof AlterAction.RenameColumn rename) {
            renameColumn(table.column(rename.column()), table.column(rename.newName()));
        }
        if (action instanceof AlterAction.RenameTable rename) {
            remove("table", name(table), List.of(), Optional.of(table));
            TableRef renamed = new TableRef(table.schema(), rename.newName());
            add("table", name(renamed), List.of(), Optional.of(renamed));
        }
        if (action instanceof AlterAction.AddConstraint add) {
            addConstraint(table, add.constraint());
        }
        if (action instanceof AlterAction.DropConstraint drop) {
            remove("constraint", drop.constraint(), List.of(), Optional.of(table));
        }
        if (action instanceof AlterAction.RenameConstraint rename) {
            rename("constraint", rename.constraint(), rename.newName());
        }
        applyProperty(table, action);
    }

    private void applyProperty(TableRef table, AlterAction action) {
        if (action instanceof AlterAction.SetNotNull set) {
            addProperty("NOT NULL of", table.column(set.column()));
        }
        if (action instanceof AlterAction.DropNotNull drop) {
            removeProperty("NOT NULL of", table.column(drop.column()));
        }
        if (action instanceof AlterAction.SetDefault set) {
            addProperty("default of", table.column(set.column()));
        }
        if (action instanceof AlterAction.DropDefault drop) {
            removeProperty("default of", table.column(drop.column()));
        }
        if (action instanceof AlterAction.AlterType type) {
            // Back and forth cannot be told apart without the schema, so a second change is taken as the way back.
            ColumnRef column = table.column(type.column());
            if (removed.stream().anyMatch(item -> item.isSame("type of", name(column)))) {
                addProperty("type of", column);
            } else {
                removeProperty("type of", column);
            }
        }
        // The state of a trigger that was created anew belongs to its creation.
        if (action instanceof AlterAction.SwitchTrigger trigger && !everAdded.contains(trigger.trigger())) {
            if (trigger.enable()) {
                add("enabled state of", trigger.trigger(), List.of(), Optional.of(table));
            } else {
                remove("enabled state of", trigger.trigger(), List.of(), Optional.of(table));
            }
        }
    }

    private void addConstraint(TableRef table, TableConstraint constraint) {
        if (givesBackNotNull(table, constraint)) {
            return;
        }
        constraint.name().ifPresent(name -> {
            List<ColumnRef> columns = new ArrayList<>(columns(table, constraint.columns()));
            Optional<String> taken = constraint.usingIndex().map(index -> name(table, index));
            taken.flatMap(index -> findAdded("index", index)).ifPresent(index -> columns.addAll(index.columns()));
            if (taken.filter(index -> restored.remove(new Named("index", index)))
                    .isPresent()) {
                restored.add(new Named("constraint", name));
            } else {
                // UNIQUE USING INDEX takes the index over: it goes with the constraint from now on.
                taken.filter(index -> findAdded("index", index).isPresent() || !ownNames.test(index))
                        .ifPresent(index -> remove("index", index, List.of(), Optional.of(table)));
                add("constraint", name, columns, Optional.of(table));
            }
        });
    }

    /** A constraint NOT NULL, from PostgreSQL 18 on, is another way to say SET NOT NULL. */
    private boolean givesBackNotNull(TableRef table, TableConstraint constraint) {
        return constraint.kind() == TableConstraint.Kind.NOT_NULL
                && constraint.columns().size() == 1
                && removed.removeIf(item -> item.isSame(
                        "NOT NULL of", name(table.column(constraint.columns().get(0)))));
    }

    private void addProperty(String kind, ColumnRef column) {
        add(kind, name(column), List.of(column), Optional.of(column.table()));
    }

    /** A property of a column that the plan itself added is the plan's business and restores nothing when it goes. */
    private void removeProperty(String kind, ColumnRef column) {
        boolean ownColumn = added.stream().anyMatch(item -> item.isSame("column", name(column)));
        if (!ownColumn) {
            remove(kind, name(column), List.of(column), Optional.of(column.table()));
        } else {
            added.removeIf(item -> item.isSame(kind, name(column)));
        }
    }

    private void drop(Statement.Drop drop, TableRef name) {
        if (drop.kind() == Statement.ObjectKind.TABLE
                && !(drop.ifExists()
                        && clearable.test(name(name))
                        && findAdded("table", name(name)).isEmpty())) {
            added.removeIf(item -> item.standsOn(name) && !item.kind().equals("table"));
            remove("table", name(name), List.of(), Optional.of(name));
        } else {
            boolean clearsGround = drop.ifExists()
                    && clearable.test(name(name))
                    && findAdded(words(drop.kind()), name(name)).isEmpty();
            if (!clearsGround) {
                remove(words(drop.kind()), name(name), List.of(), drop.onTable());
            }
        }
    }

    /** The same object under another name; one that the plan did not create is gone and another is there. */
    private void rename(String kind, String name, String newName) {
        if (restored.remove(new Named(kind, name))) {
            restored.add(new Named(kind, newName));
            return;
        }
        Optional<Item> own = findAdded(kind, name);
        remove(kind, name, List.of(), Optional.empty());
        add(kind, newName, own.map(Item::columns).orElse(List.of()), own.flatMap(Item::table));
    }

    /** OR REPLACE is taken for a change of a view that was there, and a second one for the way back. */
    private void view(Statement.CreateView view) {
        String kind = view.materialized() ? "materialized view" : "view";
        String name = name(view.view());
        boolean replaces = view.orReplace() && findAdded(kind, name).isEmpty();
        if (!replaces) {
            add(kind, name, List.of(), Optional.empty());
        } else if (!removed.removeIf(item -> item.isSame("definition of", name))) {
            removed.add(new Item("definition of", name, List.of(), Optional.empty()));
        }
    }

    private Optional<Item> findAdded(String kind, String name) {
        return added.stream().filter(item -> item.isSame(kind, name)).findFirst();
    }

    private void dropColumn(ColumnRef column) {
        Optional<ColumnRef> original = Optional.ofNullable(movedAway.remove(name(column)));
        takenOver.remove(name(column));
        if (original.isPresent() || findAdded("column", name(column)).isEmpty()) {
            everDropped.add(original.orElse(column));
            removed.removeIf(item -> item.standsOn(column) && !item.kind().equals("column"));
            original.ifPresent(this::takeForRestored);
        }
        added.removeIf(item -> item.standsOn(column) && !item.kind().equals("column"));
        remove("column", name(column), List.of(column), Optional.of(column.table()));
    }

    /** What the plan put on a column that took over a dropped one's name stands for what went with that. */
    private void takeForRestored(ColumnRef column) {
        for (Item item : List.copyOf(added)) {
            if (restores(item.kind(), item.columns()) && item.standsOn(column)) {
                added.remove(item);
                restored.add(new Named(item.kind(), item.name()));
            }
        }
    }

    private void remember(ColumnRef column, ColumnRef renamed) {
        boolean own = takenOver.remove(name(column))
                || findAdded("column", name(column)).isPresent() && !movedAway.containsKey(name(column));
        if (own) {
            takenOver.add(name(renamed));
            return;
        }
        ColumnRef original = Optional.ofNullable(movedAway.remove(name(column))).orElse(column);
        if (!isSameColumn(original, renamed)) {
            movedAway.put(name(renamed), original);
        }
    }

    /** What stands on the column, or is missing of it, goes along under the new name. */
    private void renameColumn(ColumnRef column, ColumnRef renamed) {
        remember(column, renamed);
        Set<Item> kept = new LinkedHashSet<>();
        added.stream()
                .filter(item -> !item.isSame("column", name(column)))
                .map(item -> item.moved(column, renamed))
                .forEach(kept::add);
        boolean own = findAdded("column", name(column)).isPresent();
        added.clear();
        added.addAll(kept);
        List<Item> missing = removed.stream()
                .map(item -> item.kind().equals("column") ? item : item.moved(column, renamed))
                .toList();
        removed.clear();
        removed.addAll(missing);
        if (!own) {
            removed.add(new Item("column", name(column), List.of(column), Optional.of(column.table())));
        }
        add("column", name(renamed), List.of(renamed), Optional.of(renamed.table()));
        takeForRestored(renamed);
    }

    private void add(String kind, String name, List<ColumnRef> columns, Optional<TableRef> table) {
        everAdded.add(name);
        if (restores(kind, columns)) {
            restored.add(new Named(kind, name));
            return;
        }
        if (!removed.removeIf(item -> item.isSame(kind, name))
                && findAdded(kind, name).isEmpty()) {
            added.add(new Item(kind, name, columns, table));
        }
    }

    /** What stood on a dropped column went with it unnamed; what is put on that column when it is back is the way back. */
    private boolean restores(String kind, List<ColumnRef> columns) {
        return !kind.equals("column")
                && columns.stream()
                        .anyMatch(column -> everDropped.stream().anyMatch(dropped -> isSameColumn(dropped, column)));
    }

    private void remove(String kind, String name, List<ColumnRef> columns, Optional<TableRef> table) {
        if (!restored.remove(new Named(kind, name)) && !added.removeIf(item -> item.isSame(kind, name))) {
            removed.add(new Item(kind, name, columns, table));
        }
    }

    public static boolean isSameColumn(ColumnRef left, ColumnRef right) {
        return left.table().isSameTable(right.table()) && left.column().equals(right.column());
    }

    private static List<ColumnRef> columns(TableRef table, List<String> names) {
        return names.stream().map(table::column).toList();
    }

    private static String words(Statement.ObjectKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String name(TableRef table) {
        return StoredName.of(table);
    }

    /** An index lives in its table's schema, and so does whatever is renamed. */
    private static String name(TableRef sibling, String name) {
        return StoredName.of(new TableRef(sibling.schema(), name));
    }

    private static String name(ColumnRef column) {
        return name(column.table()) + "." + column.column();
    }
}
