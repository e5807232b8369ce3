package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.rehearse.seed.FreshRows;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that probes are sent with: keys of rows that every version works on, and rows that were never written. */
final class Stock {
    /** So few rows that versions meet on them. */
    private static final int HOT_ROWS = 40;

    /** Fresh rows are asked for in batches of this size. */
    private static final int BATCH = 200;

    /** Numbers of batches start here, beyond every row that was made before. */
    private static final long FIRST_BATCH = 3_125;

    private final Subject subject;
    private final Optional<FreshRows> fresh;
    private final List<Map<String, Optional<String>>> hot = new ArrayList<>();
    private final Deque<Map<String, Optional<String>>> ready = new ArrayDeque<>();
    private final Connection session;
    private long batch;

    /**
     * A stock that is empty yet.
     *
     * @param session of the owner, not closed here; the application's own would keep locks on what a fresh row was made from
     */
    Stock(Subject subject, Optional<FreshRows> fresh, Connection session, long firstBatch) {
        this.subject = subject;
        this.fresh = fresh;
        this.session = session;
        this.batch = FIRST_BATCH + firstBatch;
    }

    /** Looks up the rows that all versions work on. */
    void stockUp() throws SQLException {
        String name = Identifiers.quoteIfNeeded(subject.table());
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + name + order() + " LIMIT " + HOT_ROWS)) {
            while (row.next()) {
                Map<String, Optional<String>> values = new LinkedHashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    values.put(row.getMetaData().getColumnName(i), Optional.ofNullable(row.getString(i)));
                }
                hot.add(values);
            }
        }
    }

    private String order() {
        return subject.key().isEmpty()
                ? ""
                : " ORDER BY "
                        + String.join(
                                ", ",
                                subject.key().stream()
                                        .map(Identifiers::quoteIfNeeded)
                                        .toList());
    }

    /** A row that all versions work on. */
    Map<String, Optional<String>> hot(long round) {
        return hot.isEmpty() ? Map.of() : hot.get((int) (round % hot.size()));
    }

    /** A row that was never written; empty where the table could not be filled. */
    synchronized Map<String, Optional<String>> fresh() throws SQLException {
        if (ready.isEmpty() && fresh.isPresent()) {
            ready.addAll(fresh.get().rows(session, batch, BATCH));
            batch++;
        }
        Map<String, Optional<String>> next = ready.poll();
        return next == null ? Map.of() : next;
    }

    /** A row that was never written and has nothing in the column, if such rows are made at all; else any other. */
    synchronized Map<String, Optional<String>> freshWithout(String column) throws SQLException {
        Map<String, Optional<String>> next = fresh();
        if (next.isEmpty() || value(next, column).isEmpty()) {
            return next;
        }
        ready.addFirst(next);
        for (Map<String, Optional<String>> row : ready) {
            if (value(row, column).isEmpty()) {
                ready.remove(row);
                return row;
            }
        }
        return fresh();
    }

    /** Keys of a row that is there, and new values for the rest. */
    Map<String, Optional<String>> mixed(long round) throws SQLException {
        Map<String, Optional<String>> there = hot(round);
        Map<String, Optional<String>> row = new LinkedHashMap<>(there);
        Map<String, Optional<String>> fresh = fresh();
        subject.columns().stream()
                .filter(name -> fresh.containsKey(name)
                        && !subject.key().contains(name)
                        && !subject.fixed().contains(name))
                .forEach(name -> row.put(name, orAsItIs(value(fresh, name), name, there)));
        return row;
    }

    /** A new value for one column of a row that is there. */
    Optional<String> next(String column, Map<String, Optional<String>> there) throws SQLException {
        return orAsItIs(value(fresh(), column), column, there);
    }

    /** A null goes together with other values where a rule looks at several of them; alone it would be refused before the plan, too. */
    private Optional<String> orAsItIs(Optional<String> value, String column, Map<String, Optional<String>> there) {
        return value.isEmpty() && !subject.mayBeEmptied() ? value(there, column) : value;
    }

    /** Binds each value: the row's where the column is one of its, else one that only fits the type. */
    void bind(PreparedStatement statement, Call call, List<String> types, Map<String, Optional<String>> row)
            throws SQLException {
        for (int i = 1; i <= types.size(); i++) {
            String column = i <= call.holes().size() ? call.holes().get(i - 1) : "";
            String known = row.containsKey(column) ? column : twin(column);
            if (row.containsKey(known)) {
                statement.setObject(i, row.get(known).orElse(null), Types.OTHER);
            } else {
                statement.setObject(i, plain(types.get(i - 1)), Types.OTHER);
            }
        }
    }

    /** The other place of the same value: what one may hold, the other may. */
    private String twin(String column) {
        return subject.twins()
                .filter(twins -> column.equals(twins.newColumn()) || column.equals(twins.oldColumn()))
                .map(twins -> twins.other(column))
                .orElse(column);
    }

    /** The value that a fresh row would have there; empty also where nobody knows one. */
    Optional<String> value(Map<String, Optional<String>> fresh, String column) {
        String known = fresh.containsKey(column) ? column : twin(column);
        return fresh.containsKey(known) ? fresh.get(known) : Optional.of("1");
    }

    /** Some value of a type, for what belongs to no known column: a LIMIT, an offset, a function's argument. */
    private static String plain(String type) {
        return switch (type) {
            case "bool" -> "true";
            case "date" -> "2020-02-03";
            case "timestamp", "timestamptz" -> "2020-02-03 04:05:06";
            case "uuid" -> "00000000-0000-0000-0000-00000000002a";
            case "json", "jsonb" -> "{}";
            case "text", "varchar", "bpchar" -> "1";
            default -> type.startsWith("_") ? "{}" : "1";
        };
    }
}
