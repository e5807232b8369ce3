package dev.cofferdam.rehearse;

import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rehearse.LockObserver.Meanwhile;
import dev.cofferdam.rehearse.LockTrace.Held;
import dev.cofferdam.rehearse.LockTrace.Problem;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What a statement that refuses a transaction block, such as CREATE INDEX CONCURRENTLY, waits for and what it holds meanwhile. Its locks come and
 * go too fast to be sampled; so another session stands in its way, one rung after the other, and the statement is looked at where it stops. Each
 * rung wants a database of its own, because a statement that is stopped may leave an invalid index behind.
 */
public final class LockLadder {
    private static final int MILLIS_BETWEEN_LOOKS = 5;

    private LockLadder() {}

    /** Who stands in the way: a session with a table lock, or one that has only read and keeps its transaction open. */
    public sealed interface Rung {
        /** A lock on a table, held by LOCK TABLE, which keeps no snapshot. */
        record Lock(TableRef table, LockLevel level) implements Rung {}

        /** A finished SELECT in an open transaction, which keeps lock and snapshot, as an application between two statements does. */
        record Reader(TableRef table) implements Rung {}
    }

    /**
     * What was seen at one rung.
     *
     * @param waits whether the statement stopped there
     * @param held modes held where it stopped; when it did not stop, none
     * @param asked modes that it waited for
     * @param rewritten tables and indexes whose file was replaced by the end, of those that were there before
     * @param invalid indexes that are invalid after it was cancelled, or ended
     * @param problem the server's answer when it refused the statement without waiting
     */
    public record Stop(
            boolean waits,
            Set<Held> held,
            Set<Held> asked,
            Set<TableRef> rewritten,
            Set<TableRef> invalid,
            Optional<Problem> problem) {
        public Stop {
            held = Set.copyOf(held);
            asked = Set.copyOf(asked);
            rewritten = Set.copyOf(rewritten);
            invalid = Set.copyOf(invalid);
        }
    }

    /**
     * Runs the statement against one rung.
     *
     * @param meanwhile what others do while the statement waits; not run when it does not
     * @throws SQLException when a session is lost, the rung cannot be taken, or {@code meanwhile} throws
     */
    public static Stop stop(ThrowawayDatabase database, String statement, Rung rung, Meanwhile meanwhile)
            throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Connection holder = database.connectAsOwner();
                Connection observer = database.connectAsObserver()) {
            RelationState before = RelationState.read(owner);
            take(holder, rung);
            LockWatch watch = new LockWatch(observer, Ask.pid(owner));
            try (Statement running = owner.createStatement()) {
                CompletableFuture<Optional<Problem>> end = CompletableFuture.supplyAsync(() -> run(running, statement));
                boolean waits = waitsOrEnds(watch, end);
                if (waits) {
                    watch.look();
                    lookAndCancel(meanwhile, running);
                }
                Optional<Problem> problem = result(end);
                RelationState after = RelationState.read(owner);
                return new Stop(
                        waits,
                        watch.granted(before, after).keySet(),
                        watch.asked(before, after),
                        before.rewrittenUntil(after),
                        after.invalid(),
                        waits ? Optional.empty() : problem);
            }
        }
    }

    private static void lookAndCancel(Meanwhile meanwhile, Statement running) throws SQLException {
        try {
            meanwhile.run();
        } finally {
            running.cancel();
        }
    }

    private static void take(Connection holder, Rung rung) throws SQLException {
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            if (rung instanceof Rung.Lock lock) {
                // ONLY, so that a partition can be stood in the way of without its parent, and the other way round.
                statement.execute("LOCK TABLE ONLY " + Identifiers.quoteIfNeeded(lock.table()) + " IN "
                        + lock.level().words() + " MODE");
            } else if (rung instanceof Rung.Reader reader) {
                statement
                        .executeQuery("SELECT count(*) FROM " + Identifiers.quoteIfNeeded(reader.table()))
                        .close();
            }
        }
    }

    private static Optional<Problem> run(Statement running, String sql) {
        try {
            running.execute(sql);
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(
                    new Problem(String.valueOf(refused.getSQLState()), String.valueOf(refused.getMessage())));
        }
    }

    /** No time limit of its own: the server's statement_timeout ends what neither waits nor ends. */
    private static boolean waitsOrEnds(LockWatch watch, CompletableFuture<?> end) throws SQLException {
        while (!end.isDone()) {
            if (watch.isWaiting()) {
                return true;
            }
            try {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static Optional<Problem> result(CompletableFuture<Optional<Problem>> end) throws SQLException {
        try {
            return end.join();
        } catch (CompletionException failed) {
            throw new SQLException("the session of the statement was lost", failed);
        }
    }
}
