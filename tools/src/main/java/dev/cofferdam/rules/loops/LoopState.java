package dev.cofferdam.rules.loops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of both kinds of table, and what is committed of them. */
final class LoopState {
    /** The column that stands for the step's predicate. */
    static final String UNFILLED = "<unfilled>";

    private final List<String> key;
    private final TreeSet<Integer> places;
    private TreeSet<Integer> unfilled;
    private TreeSet<Integer> committed;
    private Map<String, OwnTable> own = new LinkedHashMap<>();
    private Map<String, OwnTable> ownCommitted = new LinkedHashMap<>();

    LoopState(List<String> key, List<Integer> places, List<Integer> unfilled) {
        this.key = key;
        this.places = new TreeSet<>(places);
        this.unfilled = new TreeSet<>(unfilled);
        this.committed = new TreeSet<>(unfilled);
    }

    void add(OwnTable table) {
        own.putIfAbsent(table.name(), table);
    }

    boolean isOwn(String table) {
        return own.containsKey(table);
    }

    OwnTable own(String table) {
        OwnTable found = own.get(table);
        if (found == null) {
            throw new Unread("table " + table);
        }
        return found;
    }

    void commit() {
        committed = new TreeSet<>(unfilled);
        ownCommitted = copies(own);
    }

    /** A crash, or a ROLLBACK. */
    void rollback() {
        unfilled = new TreeSet<>(committed);
        own = copies(ownCommitted);
    }

    private static Map<String, OwnTable> copies(Map<String, OwnTable> tables) {
        Map<String, OwnTable> copies = new LinkedHashMap<>();
        tables.forEach((name, table) -> copies.put(name, table.copy()));
        return copies;
    }

    /** Traffic of the application goes on behind the last key; the sync fills what it writes. */
    void grow(int rows) {
        for (int i = 0; i < rows; i++) {
            places.add(places.isEmpty() ? 1 : places.last() + 1);
        }
    }

    /** Whether the predicate holds for nobody any more. */
    List<Integer> left() {
        return List.copyOf(unfilled);
    }

    void fill(int place) {
        unfilled.remove(place);
    }

    /** Each row of the table that is filled, by its place in the order of the key. */
    Map<Integer, Map<String, @Nullable Object>> rows() {
        Map<Integer, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
        for (int place : places) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < key.size(); i++) {
                row.put(key.get(i), part(place, i));
            }
            row.put(UNFILLED, unfilled.contains(place));
            rows.put(place, row);
        }
        return rows;
    }

    /** A key of several columns counts up the last one, and now and then the first. */
    private Long part(int place, int column) {
        if (key.size() == 1) {
            return (long) place;
        }
        return column == 0 ? place / 4L : column == key.size() - 1 ? place % 4L : 1L;
    }

    List<Map<String, @Nullable Object>> rowsOf(String table, String filled) {
        return table.equals(filled)
                ? new ArrayList<>(rows().values())
                : own(table).rows();
    }
}
