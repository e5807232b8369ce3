package dev.cofferdam.rehearse;

import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Looks at one step's session from others while it runs: what it locks and for how long, who waits for it, what it writes anew. */
final class StepWatch implements StepRunner.Watch {
    private static final int MILLIS_BETWEEN_LOOKS = 25;

    private final Connection observer;
    private final Connection session;
    private final Connection catalogs;
    private final LockWatch watch;
    private final RelationState before;
    private final long log;
    private final long began;
    private final RunQueue queue;
    private final long queued;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Thread thread = new Thread(this::look, "step watch");
    private final Consumer<Seen> told;
    private final Map<TableRef, LockLevel> scanned = new LinkedHashMap<>();
    private Optional<RelationState> begun = Optional.empty();

    /**
     * What was seen.
     *
     * @param locks what was granted at a moment when somebody looked; those of a statement outside a transaction are not all seen
     * @param scanned tables whose rows a transaction read while it kept writers out, with its strongest lock
     * @param waits statements that waited for the step, with the longest time in milliseconds
     * @param millis how long the step took, without the time in which its session got no processor: others had it, not the step
     */
    record Seen(
            List<LockTrace.Held> locks,
            Set<TableRef> rewritten,
            Map<TableRef, LockLevel> scanned,
            Set<TableRef> invalid,
            Set<String> unproved,
            Map<String, Long> waits,
            long walBytes,
            long millis) {}

    /** Begins to look. */
    StepWatch(ThrowawayDatabase database, Connection session, Consumer<Seen> told) throws SQLException {
        this.told = told;
        this.session = session;
        this.observer = database.connectAsObserver();
        this.catalogs = database.connectAsOwner();
        int pid = Ask.pid(session);
        this.queue = RunQueue.of(database, pid);
        this.watch = new LockWatch(observer, pid, queue);
        this.before = RelationState.read(catalogs);
        this.log = Ask.walPosition(catalogs);
        this.began = Ask.now(catalogs);
        this.queued = queue.waited();
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void afterBegin() throws SQLException {
        begun = Optional.of(RelationState.read(session));
    }

    /** Locks of a transaction are all seen here, however short it is; and so is, by its own counters, what it read whole. */
    @Override
    public void beforeCommit() throws SQLException {
        synchronized (watch) {
            watch.look();
            if (begun.isPresent()) {
                RelationState now = RelationState.read(session);
                Set<TableRef> read = begun.get().scannedUntil(now);
                for (LockTrace.Held held : watch.granted(begun.get(), now).keySet()) {
                    if (held.level().blocksWrites() && read.contains(held.relation())) {
                        scanned.merge(
                                held.relation(), held.level(), (one, other) -> one.compareTo(other) < 0 ? other : one);
                    }
                }
            }
        }
    }

    private void look() {
        try {
            while (!stop.get()) {
                synchronized (watch) {
                    watch.look();
                }
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
        } catch (SQLException lost) {
            // The step's own session fails in the same way and says so.
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what was seen. */
    @Override
    public void close() throws SQLException {
        long end = Ask.now(catalogs);
        long starved = Math.max(0, queue.waited() - queued);
        stop.set(true);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        RelationState after = RelationState.read(catalogs);
        told.accept(new Seen(
                LockTrace.held(watch.granted(before, after), end).stream()
                        .filter(held -> before.isTable(held.relation()) || after.isTable(held.relation()))
                        .toList(),
                before.rewrittenUntil(after),
                scanned,
                after.invalid(),
                RelationState.unproved(catalogs),
                watch.longestWaits(),
                Ask.walPosition(catalogs) - log,
                Math.max(0, end - began - starved)));
        observer.close();
        catalogs.close();
    }
}
