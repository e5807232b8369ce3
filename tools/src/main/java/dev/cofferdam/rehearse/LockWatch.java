package dev.cofferdam.rehearse;

import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.LockTrace.Held;
import dev.cofferdam.rehearse.LockTrace.Wait;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Looks at one session's locks from another session, which takes none that the watched statement could meet. Not for several threads. */
final class LockWatch {
    /** Transient relations, such as the new heap of a rewrite, have no name that others can see and are left out. */
    private static final String LOCKS = """
            SELECT l.relation::bigint, l.mode, l.granted, (extract(epoch FROM clock_timestamp()) * 1000)::bigint
            FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE d.datname = current_database() AND l.pid = ? AND l.locktype = 'relation'
            """;

    private static final String WAITS = """
            SELECT pid, query, pg_blocking_pids(pid), (extract(epoch FROM clock_timestamp()) * 1000)::bigint FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """;

    private final Connection observer;
    private final int pid;

    private final Map<Long, Map<String, Long>> granted = new LinkedHashMap<>();
    private final Map<Long, Set<String>> asked = new LinkedHashMap<>();
    private final Set<Wait> waits = new LinkedHashSet<>();
    private final RunQueue queue;
    private final Map<Integer, Since> waitingSince = new HashMap<>();
    private final Map<String, Long> longestWaits = new LinkedHashMap<>();

    /** The same for somebody who does not ask how long others waited. */
    LockWatch(Connection observer, int pid) {
        this(observer, pid, RunQueue.unknown());
    }

    /**
     * Looks from the observer's session, which it does not close.
     *
     * @param queue of the watched session
     */
    LockWatch(Connection observer, int pid, RunQueue queue) {
        this.observer = observer;
        this.pid = pid;
        this.queue = queue;
    }

    /** A moment by the server's clock, and for how long the watched session had got no processor until then. */
    private record Since(long moment, long queued) {
        long until(Since now) {
            return Math.max(0, now.moment - moment - Math.max(0, now.queued - queued));
        }
    }

    /** Looks once. */
    void look() throws SQLException {
        try (PreparedStatement statement = observer.prepareStatement(LOCKS)) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(3)) {
                        granted.computeIfAbsent(row.getLong(1), oid -> new HashMap<>())
                                .putIfAbsent(String.valueOf(row.getString(2)), row.getLong(4));
                    } else {
                        asked.computeIfAbsent(row.getLong(1), oid -> new HashSet<>())
                                .add(String.valueOf(row.getString(2)));
                    }
                }
            }
        }
        lookForWaits();
    }

    /** Whether the watched session waits for another one at this moment. */
    boolean isWaiting() throws SQLException {
        try (PreparedStatement statement = observer.prepareStatement("SELECT cardinality(pg_blocking_pids(?)) > 0")) {
            statement.setInt(1, pid);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void lookForWaits() throws SQLException {
        Map<Integer, String> queries = new HashMap<>();
        Map<Integer, List<Integer>> blockers = new HashMap<>();
        long now = 0;
        try (PreparedStatement statement = observer.prepareStatement(WAITS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                queries.put(row.getInt(1), String.valueOf(row.getString(2)));
                blockers.put(row.getInt(1), numbers(Objects.requireNonNull(row.getArray(3))));
                now = row.getLong(4);
            }
        }
        Since moment = new Since(now, queue.waited());
        for (int waiting : queries.keySet()) {
            Set<Integer> chain = chain(waiting, blockers);
            measure(waiting, String.valueOf(queries.get(waiting)), chain.contains(pid), moment);
            if (!chain.isEmpty() && (waiting == pid || chain.contains(pid))) {
                waits.add(new Wait(
                        String.valueOf(queries.get(waiting)),
                        chain.stream()
                                .map(each -> queries.getOrDefault(each, "session " + each))
                                .toList()));
            }
        }
    }

    private void measure(int waiting, String query, boolean behindUs, Since now) {
        if (!behindUs) {
            waitingSince.remove(waiting);
            return;
        }
        Since since = waitingSince.computeIfAbsent(waiting, session -> now);
        longestWaits.merge(query, since.until(now), Math::max);
    }

    private static List<Integer> numbers(Array array) throws SQLException {
        return List.of((Integer[]) array.getArray());
    }

    private static Set<Integer> chain(int waiting, Map<Integer, List<Integer>> blockers) {
        Set<Integer> seen = new LinkedHashSet<>();
        Deque<Integer> next = new ArrayDeque<>(blockers.getOrDefault(waiting, List.of()));
        while (!next.isEmpty()) {
            int blocker = next.removeFirst();
            if (seen.add(blocker)) {
                next.addAll(blockers.getOrDefault(blocker, List.of()));
            }
        }
        return seen;
    }

    /** What was granted so far, by relations known to one of the states; with the moment when it was first seen, in milliseconds by the server's clock. */
    Map<Held, Long> granted(RelationState... known) {
        Map<Held, Long> seen = new LinkedHashMap<>();
        granted.forEach((oid, modes) -> name(oid, known)
                .ifPresent(relation -> modes.forEach(
                        (mode, when) -> seen.putIfAbsent(new Held(relation, LockTrace.level(mode), 0), when))));
        return seen;
    }

    /** What was asked for and not granted at a moment when somebody looked. */
    Set<Held> asked(RelationState... known) {
        Set<Held> seen = new LinkedHashSet<>();
        asked.forEach((oid, modes) -> name(oid, known)
                .ifPresent(relation -> modes.forEach(mode -> seen.add(new Held(relation, LockTrace.level(mode), 0)))));
        return seen;
    }

    private static Optional<TableRef> name(long oid, RelationState... known) {
        return Arrays.stream(known)
                .flatMap(state -> state.find(oid).stream())
                .findFirst()
                .map(RelationState.Relation::name);
    }

    Set<Wait> waits() {
        return waits;
    }

    /**
     * How long, in milliseconds, the watched session stood in the way of each statement without a break, as far as it was looked at. The time in
     * which it got no processor does not count: that is the machine's, not the plan's.
     */
    Map<String, Long> longestWaits() {
        return longestWaits;
    }
}
