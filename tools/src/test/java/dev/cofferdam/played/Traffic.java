package dev.cofferdam.played;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.rehearse.traffic.Call;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * App versions imitated by their probes, each in a session of its own, while a step runs. Each version also keeps writing its column on rows
 * of a shared set and remembers the last value, so that a lost write shows.
 */
public final class Traffic implements AutoCloseable {
    /** Values for columns whose constraints a made-up value would break; by column, given a running number. */
    public interface Values {
        Object of(String column, int number);
    }

    private final ThrowawayDatabase database;
    private final List<Probe> probes;
    private final ColumnRef oldColumn;
    private final String newName;
    private final Values values;
    private final AtomicInteger counter = new AtomicInteger(1_000);
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final Map<Integer, String> lastWritten = new ConcurrentHashMap<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Thread> workers = new ArrayList<>();
    private final AtomicInteger rounds = new AtomicInteger();

    public Traffic(ThrowawayDatabase database, List<Probe> probes, ColumnRef oldColumn, String newName, Values values) {
        this.database = database;
        this.probes = probes;
        this.oldColumn = oldColumn;
        this.newName = newName;
        this.values = values;
    }

    /** Starts one session for each version; even versions write even ids, so that each knows what it wrote last. */
    public void start(List<AppVersion> versions) {
        stop.set(false);
        for (AppVersion version : versions) {
            Thread worker = new Thread(() -> work(version, versions.size()), "traffic of " + version);
            workers.add(worker);
            worker.start();
        }
    }

    /** Waits until every version has done at least this many more rounds, then ends the sessions. */
    public void finish(int moreRounds) throws InterruptedException {
        int goal = rounds.get() + moreRounds * Math.max(1, workers.size());
        while (rounds.get() < goal && errors.isEmpty() && workers.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(2);
        }
        stop.set(true);
        for (Thread worker : workers) {
            worker.join();
        }
        workers.clear();
    }

    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** The last value that some version wrote, by id. */
    public Map<Integer, String> lastWritten() {
        return lastWritten;
    }

    private void work(AppVersion version, int versions) {
        try (Connection connection = database.connectAsApplication()) {
            for (int round = 0; !stop.get() && errors.isEmpty(); round++) {
                for (Probe probe : probes) {
                    if (probe.version().equals(version)) {
                        send(connection, probe);
                    }
                }
                int id = 1 + (round * versions + version.number() % versions) % 40;
                rememberedWrite(connection, version, id);
                rounds.incrementAndGet();
            }
        } catch (SQLException e) {
            errors.add(version + ": " + e.getMessage());
        }
    }

    private void rememberedWrite(Connection connection, AppVersion version, int id) throws SQLException {
        String column = version.number() == 0 ? oldColumn.column() : newName;
        Object value = values.of(oldColumn.column(), counter.incrementAndGet());
        String sql = "UPDATE " + oldColumn.table() + " SET " + column + " = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.setInt(2, id);
            synchronized (lastWritten) {
                if (statement.executeUpdate() == 1) {
                    lastWritten.put(id, String.valueOf(value));
                }
            }
        }
    }

    /** Rolled back, so that only the remembered writes stay and a lost one of those shows. */
    private void send(Connection connection, Probe probe) throws SQLException {
        connection.setAutoCommit(false);
        sendInTransaction(connection, probe);
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void sendInTransaction(Connection connection, Probe probe) {
        Call call = Call.of(probe);
        try (PreparedStatement statement = connection.prepareStatement(call.sql())) {
            List<String> columns = call.holes();
            int holes = statement.getParameterMetaData().getParameterCount();
            int number = counter.incrementAndGet();
            for (int i = 1; i <= holes; i++) {
                String column = i <= columns.size() ? columns.get(i - 1) : "";
                statement.setObject(
                        i, value(column, statement.getParameterMetaData().getParameterTypeName(i), number));
            }
            if (statement.execute()) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        result.getObject(1);
                    }
                }
            }
        } catch (SQLException e) {
            errors.add(probe.version() + " (" + probe.id() + "): " + e.getSQLState() + " " + e.getMessage() + " in: "
                    + call.sql());
        }
    }

    private Object value(String column, String type, int number) {
        Object made = values.of(column.equals(newName) ? oldColumn.column() : column, number);
        return switch (type) {
            case "int2", "int4", "int8" -> made instanceof Number ? made : (Object) (41L + number % 40);
            case "date" -> java.sql.Date.valueOf("2020-02-03");
            case "timestamptz", "timestamp" -> java.sql.Timestamp.valueOf("2020-02-03 04:05:06");
            case "bool" -> true;
            default -> made;
        };
    }

    @Override
    public void close() {
        try {
            finish(0);
        } catch (InterruptedException e) {
            // Whoever interrupts a test wants it to end: the sessions were told to stop, and the flag tells the caller.
            Thread.currentThread().interrupt();
        }
    }
}
