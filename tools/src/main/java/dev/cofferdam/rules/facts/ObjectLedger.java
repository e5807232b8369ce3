package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.SchemaDelta.Item;
import dev.cofferdam.rules.info.StoredName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps account, for a {@link SchemaDelta}, of objects that are there and were not, and that were there and are not. */
final class ObjectLedger {
    private record Named(String kind, String name) {}

    private final Set<String> everAdded = new HashSet<>();
    private final List<ColumnRef> everDropped = new ArrayList<>();

    /** Columns that were there at the start, by the name that they have now. */
    private final Map<String, ColumnRef> movedAway = new HashMap<>();

    /** Names that a column of the plan's own has got by a rename. */
    private final Set<String> takenOver = new HashSet<>();

    private final Set<Named> restored = new HashSet<>();
    private final Set<Item> added = new LinkedHashSet<>();
    private final Set<Item> removed = new LinkedHashSet<>();

    /** What is there now and was not at the start, in the order of its creation. */
    List<Item> added() {
        return List.copyOf(added);
    }

    /** What was there at the start and is gone now. */
    List<Item> removed() {
        return List.copyOf(removed);
    }

    /** Names of all that was ever made, also of what is gone again. */
    Set<String> everAdded() {
        return everAdded;
    }

    /** Whether it was there at the start and is gone now. */
    boolean isMissing(String kind, String name) {
        return removed.stream().anyMatch(item -> item.isSame(kind, name));
    }

    /** What was gone is back; false when it was not gone. */
    boolean giveBack(String kind, String name) {
        return removed.removeIf(item -> item.isSame(kind, name));
    }

    /** What cannot be made anew, such as an earlier definition, is gone. */
    void miss(String kind, String name) {
        removed.add(new Item(kind, name, List.of(), Optional.empty()));
    }

    /** Whether the index stood for one that went with a dropped column; then the constraint that takes it stands for it. */
    boolean takesOver(String index, String constraint) {
        boolean stood = restored.remove(new Named("index", index));
        if (stood) {
            restored.add(new Named("constraint", constraint));
        }
        return stood;
    }

    /** A table goes, and what the plan put on it. */
    void dropTable(TableRef table) {
        added.removeIf(item -> item.standsOn(table) && !item.kind().equals("table"));
        remove("table", StoredName.of(table), List.of(), Optional.of(table));
    }

    /** Whether something of this name, without its schema, stands for what went with a dropped column. */
    boolean isRestored(String name) {
        return restored.stream()
                .filter(one -> one.kind().equals("index") || one.kind().equals("constraint"))
                .anyMatch(one -> StoredName.withoutSchema(one.name()).equals(name));
    }

    /** What is there now and was not at the start. */
    Optional<Item> findAdded(String kind, String name) {
        return added.stream().filter(item -> item.isSame(kind, name)).findFirst();
    }

    /** It is there from now on: given back, standing for what went with a dropped column, or new. */
    void add(String kind, String name, List<ColumnRef> columns, Optional<TableRef> table) {
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

    /** It is gone from now on. */
    void remove(String kind, String name, List<ColumnRef> columns, Optional<TableRef> table) {
        if (!restored.remove(new Named(kind, name)) && !added.removeIf(item -> item.isSame(kind, name))) {
            removed.add(new Item(kind, name, columns, table));
        }
    }

    /** The same object under another name; one that the plan did not create is gone and another is there. */
    void rename(String kind, String name, String newName) {
        if (restored.remove(new Named(kind, name))) {
            restored.add(new Named(kind, newName));
            return;
        }
        Optional<Item> own = findAdded(kind, name);
        remove(kind, name, List.of(), Optional.empty());
        add(kind, newName, own.map(Item::columns).orElse(List.of()), own.flatMap(Item::table));
    }

    /** A column has a property from now on. */
    void addProperty(String kind, ColumnRef column) {
        add(kind, StoredName.of(column), List.of(column), Optional.of(column.table()));
    }

    /** A property of a column that the plan itself added is the plan's business and restores nothing when it goes. */
    void removeProperty(String kind, ColumnRef column) {
        boolean ownColumn = added.stream().anyMatch(item -> item.isSame("column", StoredName.of(column)));
        if (!ownColumn) {
            remove(kind, StoredName.of(column), List.of(column), Optional.of(column.table()));
        } else {
            added.removeIf(item -> item.isSame(kind, StoredName.of(column)));
        }
    }

    /** A column goes, and what stands on it. */
    void dropColumn(ColumnRef column) {
        Optional<ColumnRef> original = Optional.ofNullable(movedAway.remove(StoredName.of(column)));
        takenOver.remove(StoredName.of(column));
        if (original.isPresent() || findAdded("column", StoredName.of(column)).isEmpty()) {
            everDropped.add(original.orElse(column));
            removed.removeIf(item -> item.standsOn(column) && !item.kind().equals("column"));
            original.ifPresent(this::takeForRestored);
        }
        added.removeIf(item -> item.standsOn(column) && !item.kind().equals("column"));
        remove("column", StoredName.of(column), List.of(column), Optional.of(column.table()));
    }

    /** What stands on the column, or is missing of it, goes along under the new name. */
    void renameColumn(ColumnRef column, ColumnRef renamed) {
        remember(column, renamed);
        Set<Item> kept = new LinkedHashSet<>();
        added.stream()
                .filter(item -> !item.isSame("column", StoredName.of(column)))
                .map(item -> item.moved(column, renamed))
                .forEach(kept::add);
        boolean own = findAdded("column", StoredName.of(column)).isPresent();
        added.clear();
        added.addAll(kept);
        List<Item> missing = removed.stream()
                .map(item -> item.kind().equals("column") ? item : item.moved(column, renamed))
                .toList();
        removed.clear();
        removed.addAll(missing);
        if (!own) {
            removed.add(new Item("column", StoredName.of(column), List.of(column), Optional.of(column.table())));
        }
        add("column", StoredName.of(renamed), List.of(renamed), Optional.of(renamed.table()));
        takeForRestored(renamed);
    }

    /** Keeps in mind which column of the start bears which name now. */
    private void remember(ColumnRef column, ColumnRef renamed) {
        boolean own = takenOver.remove(StoredName.of(column))
                || findAdded("column", StoredName.of(column)).isPresent()
                        && !movedAway.containsKey(StoredName.of(column));
        if (own) {
            takenOver.add(StoredName.of(renamed));
            return;
        }
        ColumnRef original =
                Optional.ofNullable(movedAway.remove(StoredName.of(column))).orElse(column);
        if (!SchemaDelta.isSameColumn(original, renamed)) {
            movedAway.put(StoredName.of(renamed), original);
        }
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

    /** What stood on a dropped column went with it unnamed; what is put on that column when it is back is the way back. */
    private boolean restores(String kind, List<ColumnRef> columns) {
        return !kind.equals("column")
                && columns.stream().anyMatch(column -> everDropped.stream()
                        .anyMatch(dropped -> SchemaDelta.isSameColumn(dropped, column)));
    }
}
