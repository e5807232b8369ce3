package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Step;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A backfill that does not come to its end: its session is killed in the middle, or two people start it at once (scenario S40). */
final class Interrupted {
    private static final int LOOKS = 200;
    private static final int MILLIS_BETWEEN_LOOKS = 5;

    /** A backfill is killed at these moments, and started again each time. */
    static final List<Moment> KILLS = List.of(Moment.INSIDE, Moment.BETWEEN, Moment.INSIDE, Moment.BETWEEN);

    /** When a backfill dies. */
    enum Moment {
        /** A batch has written rows and has not committed them. */
        INSIDE("backend_xid IS NOT NULL"),
        /** One batch is committed, and the next has not begun. */
        BETWEEN("wait_event = 'PgSleep'");

        private final String condition;

        Moment(String condition) {
            this.condition = condition;
        }

        String words() {
            return this == INSIDE ? "inside a batch" : "between two batches";
        }
    }

    private final ThrowawayDatabase database;
    private final Step.Backfill step;

    Interrupted(ThrowawayDatabase database, Step.Backfill step) {
        this.database = database;
        this.step = step;
    }

    /**
     * Installs what the backfill needs, starts it and kills its session at such a moment.
     *
     * @return whether there was one before it was through
     */
    boolean kill(Moment moment) throws SQLException {
        try (Connection session = database.connectAsOwner();
                Connection killer = database.connectAsOwner()) {
            setUp(session);
            int pid = Ask.pid(session);
            CompletableFuture<Optional<String>> run =
                    CompletableFuture.supplyAsync(() -> run(session, List.of(step.run())));
            boolean met = meets(killer, pid, moment, run);
            try (PreparedStatement statement = killer.prepareStatement("SELECT pg_terminate_backend(?)")) {
                statement.setInt(1, pid);
                statement.execute();
            }
            run.join();
            waitUntilGone(killer, pid);
            return met;
        }
    }

    private static boolean meets(Connection killer, int pid, Moment moment, CompletableFuture<?> run)
            throws SQLException {
        try (PreparedStatement statement = killer.prepareStatement(
                "SELECT count(*) FROM pg_stat_activity WHERE pid = ? AND state = 'active' AND " + moment.condition)) {
            statement.setInt(1, pid);
            while (!run.isDone()) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        return true;
                    }
                }
                pause(1);
            }
            return false;
        }
    }

    /** Two sessions run it at the same time; what the server refused them. */
    List<String> twiceAtOnce() throws SQLException {
        try (Connection one = database.connectAsOwner();
                Connection other = database.connectAsOwner()) {
            setUp(one);
            CompletableFuture<Optional<String>> first =
                    CompletableFuture.supplyAsync(() -> run(one, List.of(step.run())));
            Optional<String> second = run(other, List.of(step.run()));
            List<String> refused = new ArrayList<>();
            first.join().ifPresent(refused::add);
            second.ifPresent(refused::add);
            return refused;
        }
    }

    private void setUp(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String sql : step.setup()) {
                statement.execute(sql);
            }
        }
    }

    private static Optional<String> run(Connection session, List<String> statements) {
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            return Optional.empty();
        } catch (SQLException ended) {
            return Optional.of(String.valueOf(ended.getMessage()));
        }
    }

    /** A killed backend rolls its batch back before it goes. */
    private static void waitUntilGone(Connection killer, int pid) throws SQLException {
        try (PreparedStatement statement =
                killer.prepareStatement("SELECT count(*) FROM pg_stat_activity WHERE pid = ?")) {
            statement.setInt(1, pid);
            for (int look = 0; look < LOOKS; look++) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                pause(MILLIS_BETWEEN_LOOKS);
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
