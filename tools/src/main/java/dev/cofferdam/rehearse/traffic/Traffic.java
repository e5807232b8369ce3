package dev.cofferdam.rehearse.traffic;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Probe;
import dev.cofferdam.rehearse.seed.FreshRows;
import dev.cofferdam.schema.Schema;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** All app versions of a plan on one database. Each has a session of its own that lives as long as this object. */
public final class Traffic implements AutoCloseable {
    private static final int MILLIS_BETWEEN_ROUNDS = 10;

    /** Rows beside those that versions work on. */
    private static final int UNTOUCHED = 40;

    private final ThrowawayDatabase database;
    private final Connection owner;
    private final List<Probe> probes;
    private final Subject subject;
    private final Stock stock;
    private final Ledger ledger;
    private final Map<AppVersion, Client> clients = new LinkedHashMap<>();

    /**
     * Traffic that has not begun.
     *
     * @param schema before the plan; without a primary key of the change's table no write can be remembered
     * @param fresh rows to insert, when the table could be filled
     * @param firstBatch where they begin; two traffics on one database, one after the other, must not insert the same
     */
    public Traffic(ThrowawayDatabase database, Plan plan, Schema schema, Optional<FreshRows> fresh, long firstBatch)
            throws SQLException {
        this.database = database;
        this.probes = plan.probes();
        this.subject = Subject.of(plan, schema);
        this.owner = database.connectAsOwner();
        this.stock = new Stock(subject, fresh, owner, firstBatch);
        this.ledger = new Ledger(subject, owner);
        stock.stockUp();
        Optional<AppVersion> oldest = probes.stream().map(Probe::version).min(AppVersion::compareTo);
        if (oldest.isPresent()) {
            ledger.enter(owner, oldest.get(), UNTOUCHED);
        }
    }

    /** One after the other, each version so many rounds. */
    public List<Trouble> work(List<AppVersion> versions, int rounds) throws SQLException {
        List<Trouble> troubles = new ArrayList<>();
        for (AppVersion version : versions) {
            client(version).wake();
        }
        for (int round = 0; round < rounds; round++) {
            for (AppVersion version : versions) {
                client(version).work();
            }
        }
        for (AppVersion version : versions) {
            troubles.addAll(client(version).troubles());
        }
        return refused(troubles);
    }

    /** What the server itself has trouble with is no fault of a statement. */
    private static List<Trouble> refused(List<Trouble> troubles) throws SQLException {
        for (Trouble trouble : troubles) {
            if (ServerFailed.isServersOwn(trouble.sqlState())) {
                throw new SQLException(trouble.message(), trouble.sqlState());
            }
        }
        return troubles;
    }

    /** What happens while the versions work. */
    public interface Meanwhile {
        void run() throws SQLException;
    }

    /**
     * All versions at once while something happens, and at least so many rounds each.
     *
     * @return what failed
     * @throws SQLException what {@code meanwhile} threw, after the traffic has stopped
     */
    public List<Trouble> during(List<AppVersion> versions, int rounds, Meanwhile meanwhile) throws SQLException {
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (AppVersion version : versions) {
            Client client = client(version);
            client.wake();
            AtomicInteger count = new AtomicInteger();
            Thread thread = new Thread(
                    () -> {
                        while (!stop.get() || count.get() < rounds) {
                            client.work();
                            count.incrementAndGet();
                            pause();
                        }
                        client.workLast();
                    },
                    "traffic of " + version);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
        List<Trouble> troubles = new ArrayList<>();
        try {
            meanwhile.run();
        } finally {
            stop.set(true);
            join(threads);
            for (AppVersion version : versions) {
                troubles.addAll(client(version).troubles());
            }
        }
        return refused(troubles);
    }

    /** Two versions that never breathe keep a small machine busy and prove no more. */
    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_ROUNDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Client client(AppVersion version) throws SQLException {
        Client known = clients.get(version);
        if (known == null) {
            known = new Client(database, version, probes, subject, stock, ledger);
            clients.put(version, known);
        }
        return known;
    }

    /** Values that were written and are not there any more, see {@code Ledger#lost}. */
    public List<Lost> lost(boolean bothEqual) throws SQLException {
        return ledger.lost(owner, bothEqual);
    }

    /** Somebody put rows right by hand, and what was written before is not looked for any more. */
    public void forget() {
        ledger.forget();
    }

    /** How many rows are remembered. */
    public int remembered() {
        return ledger.size();
    }

    @Override
    public void close() throws SQLException {
        for (Client client : clients.values()) {
            client.close();
        }
        owner.close();
    }
}
