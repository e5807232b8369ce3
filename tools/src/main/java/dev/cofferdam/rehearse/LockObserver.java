package dev.cofferdam.rehearse;

import dev.cofferdam.rehearse.LockTrace.Held;
import dev.cofferdam.rehearse.LockTrace.Problem;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs statements in one transaction of the owner, holds it open, and tells what other sessions could see of it: locks, waiters, what was read and
 * written anew. For statements that refuse a transaction block see {@link LockLadder}. Keeps its sessions until it is closed.
 */
public final class LockObserver implements AutoCloseable {
    private static final int MILLIS_BETWEEN_LOOKS = 5;

    private final Connection owner;
    private final Connection observer;
    private final Connection sampler;
    private final int pid;

    /** What happens to the transaction once everything has been seen. */
    public enum Ending {
        COMMIT,
        ROLLBACK
    }

    /** What others do while the transaction is held open; it hears whether the statements ran. */
    public interface Meanwhile {
        void run() throws SQLException;
    }

    /** Opens the owner's session. */
    public LockObserver(ThrowawayDatabase database) throws SQLException {
        this.owner = database.connectAsOwner();
        this.observer = database.connectAsObserver();
        this.sampler = database.connectAsObserver();
        this.pid = Ask.pid(owner);
    }

    /**
     * Runs the statements and, unless the server refuses one, lets others try while their locks are held. A refusal is a result, not an
     * exception; the transaction is then rolled back.
     *
     * @throws SQLException when a session is lost, or {@code meanwhile} throws
     */
    public LockTrace observe(List<String> statements, Meanwhile meanwhile, Ending ending) throws SQLException {
        owner.setAutoCommit(false);
        Sampler sampling = new Sampler(new LockWatch(sampler, pid));
        try {
            return observe(statements, meanwhile, ending, sampling);
        } finally {
            sampling.stop();
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    private LockTrace observe(List<String> statements, Meanwhile meanwhile, Ending ending, Sampler sampling)
            throws SQLException {
        LockWatch last = new LockWatch(observer, pid);
        RelationState before = RelationState.read(owner);
        long log = walPosition();
        sampling.start();
        Optional<Problem> problem = run(statements);
        last.look();
        RelationState after = problem.isPresent() ? before : RelationState.read(owner);
        Set<String> unproved = problem.isPresent() ? Set.of() : RelationState.unproved(owner);
        if (problem.isEmpty()) {
            meanwhile.run();
            last.look();
        }
        long written = walPosition() - log;
        sampling.stop();
        Map<Held, Long> seen = sampling.watch.granted(before, after);
        last.granted(before, after).forEach(seen::putIfAbsent);
        List<Held> held = LockTrace.held(seen, Ask.now(observer));
        if (ending == Ending.COMMIT && problem.isEmpty()) {
            problem = commit();
        }
        return new LockTrace(
                held,
                before.rewrittenUntil(after),
                before.scannedUntil(after),
                before.builtUntil(after),
                after.invalid(),
                unproved,
                union(sampling.watch.waits(), last.waits()),
                written,
                problem);
    }

    private static <T> Set<T> union(Collection<T> some, Collection<T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private Optional<Problem> run(List<String> statements) {
        try (Statement statement = owner.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(problem(refused));
        }
    }

    /** Deferred constraints speak here. */
    private Optional<Problem> commit() {
        try {
            owner.commit();
            return Optional.empty();
        } catch (SQLException refused) {
            return Optional.of(problem(refused));
        }
    }

    private static Problem problem(SQLException refused) {
        return new Problem(String.valueOf(refused.getSQLState()), String.valueOf(refused.getMessage()));
    }

    /** Asked by another session, since the owner's may be in a failed transaction. */
    private long walPosition() throws SQLException {
        return Ask.walPosition(observer);
    }

    /** Ends its sessions, and whatever the owner's left open. */
    @Override
    public void close() throws SQLException {
        owner.close();
        observer.close();
        sampler.close();
    }

    /** Looks again and again until it is stopped, for how long locks are held and who waits for them. */
    private static final class Sampler {
        private final LockWatch watch;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final Thread thread;

        Sampler(LockWatch watch) {
            this.watch = watch;
            this.thread = new Thread(this::work, "lock sampler");
        }

        void start() {
            thread.setDaemon(true);
            thread.start();
        }

        void stop() {
            stop.set(true);
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void work() {
            try {
                while (!stop.get()) {
                    watch.look();
                    Thread.sleep(MILLIS_BETWEEN_LOOKS);
                }
            } catch (SQLException lost) {
                // The last look of the main thread fails in the same way and says so.
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
