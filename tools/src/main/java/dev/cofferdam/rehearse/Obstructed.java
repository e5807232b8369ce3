package dev.cofferdam.rehearse;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A step that meets a transaction which holds its table and does not end: it has to give up by itself (scenarios S23 and S24), and when
 * somebody cancels it while it waits (S21), nothing of it may be left.
 */
final class Obstructed {
    /** {@code lock_not_available} and {@code query_canceled} (PG docs, appendix A). */
    private static final String NO_LOCK = "55P03";

    private static final String CANCELLED = "57014";

    /** The plan's own time would prove no more and take longer. */
    private static final long SHORT_WAIT_MILLIS = 60;

    private static final int LOOKS = 100;
    private static final int MILLIS_BETWEEN_LOOKS = 5;

    private final ThrowawayDatabase database;
    private final Step.Sql step;

    Obstructed(ThrowawayDatabase database, Step.Sql step) {
        this.database = database;
        this.step = step;
    }

    /** Tables that a reader keeps the step from; empty when readers are not in its way. */
    private List<TableRef> contested() {
        return step.locks().stream()
                .filter(lock -> lock.level() == LockLevel.ACCESS_EXCLUSIVE)
                .map(LockExpectation::table)
                .toList();
    }

    /** A build or a drop that others can work beside waits for every transaction that is older (PG docs, CREATE INDEX). */
    private boolean waitsForSnapshots() {
        return step.transaction() == TransactionMode.OUTSIDE
                && step.statements().stream().anyMatch(sql -> sql.contains("CONCURRENTLY"));
    }

    /** Whether anybody could be in its way. */
    boolean isPossible() {
        return !contested().isEmpty() || waitsForSnapshots();
    }

    /**
     * Plays it. The step is not done afterwards, whatever it says, but an invalid index may be left of one that runs outside a transaction.
     *
     * @return what the step did instead of giving up
     */
    Optional<String> play(TableRef table) throws SQLException {
        List<TableRef> contested = contested();
        try (Connection reader = database.connectAsOwner();
                Connection session = database.connectAsOwner()) {
            read(reader, contested.isEmpty() ? List.of(table) : contested);
            Optional<String> impatient = contested.isEmpty() ? Optional.empty() : givesUp(session);
            Optional<String> result = impatient.isPresent() ? impatient : isCancelled(reader, session);
            reader.rollback();
            return result;
        }
    }

    private static void read(Connection reader, List<TableRef> tables) throws SQLException {
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        for (TableRef table : tables) {
            if (exists(reader, table)) {
                execute(reader, "SELECT FROM " + Identifiers.quoteIfNeeded(table) + " LIMIT 1");
            }
        }
    }

    /** A step may lock a table that it makes itself. */
    private static boolean exists(Connection reader, TableRef table) throws SQLException {
        try (PreparedStatement statement = reader.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            statement.setString(1, Identifiers.quoteIfNeeded(table));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Optional<String> givesUp(Connection session) throws SQLException {
        if (step.timeouts().lock().isZero()) {
            return Optional.of("without a lock timeout it waits behind a transaction that has read "
                    + contested().get(0) + " for as long as that lives, and everybody else waits behind it");
        }
        execute(session, "SET lock_timeout = " + SHORT_WAIT_MILLIS);
        return other(NO_LOCK, attempt(session));
    }

    private Optional<String> isCancelled(Connection reader, Connection session) throws SQLException {
        execute(session, "SET lock_timeout = 0");
        int pid = Ask.pid(session);
        CompletableFuture<Optional<SQLException>> run = CompletableFuture.supplyAsync(() -> attempt(session));
        LockWatch watch = new LockWatch(reader, pid);
        for (int look = 0; look < LOOKS && !run.isDone() && !watch.isWaiting(); look++) {
            pause();
        }
        // Again and again, because a session that has not sent its statement yet has nothing to cancel.
        do {
            execute(reader, "SELECT pg_cancel_backend(" + pid + ")");
            pause();
        } while (!run.isDone());
        return other(CANCELLED, run.join());
    }

    /** A step that runs through needed no lock that the reader holds; its transaction is rolled back, as if it had waited. */
    private static Optional<String> other(String wanted, Optional<SQLException> refused) {
        return refused.filter(error -> !wanted.equals(error.getSQLState()))
                .map(error -> String.valueOf(error.getMessage()));
    }

    private Optional<SQLException> attempt(Connection session) {
        try {
            session.setAutoCommit(step.transaction() == TransactionMode.OUTSIDE);
            try {
                for (String sql : step.statements()) {
                    execute(session, sql);
                }
                return Optional.empty();
            } finally {
                if (!session.getAutoCommit()) {
                    session.rollback();
                    session.setAutoCommit(true);
                }
            }
        } catch (SQLException refused) {
            return Optional.of(refused);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
