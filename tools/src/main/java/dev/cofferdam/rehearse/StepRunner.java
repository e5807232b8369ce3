package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs the SQL of steps as the owner, as the plan says: transaction mode, timeouts, done-when and query gates. */
public final class StepRunner {
    private static final Watch NOBODY = new Watch() {
        @Override
        public void afterBegin() {
            // Nobody looks.
        }

        @Override
        public void beforeCommit() {
            // Nobody looks.
        }

        @Override
        public void close() {
            // Nobody looked.
        }
    };

    /** {@code lock_not_available} and {@code deadlock_detected} (PG docs, appendix A). */
    private static final Set<String> OTHERS_IN_THE_WAY = Set.of("55P03", "40P01");

    /** Statements that refuse a transaction block, or end it themselves. */
    private static final Pattern NO_TRANSACTION = Pattern.compile(
            "\\bCONCURRENTLY\\b|^\\s*(VACUUM|CALL|DO|ALTER\\s+(SYSTEM|TYPE|SUBSCRIPTION)|(CREATE|DROP)\\s+(DATABASE|TABLESPACE|SUBSCRIPTION)|REINDEX|CLUSTER)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final String PAUSE_SECONDS = "0.05";

    private final ThrowawayDatabase database;
    private final Watcher watcher;

    /** A runner on this database; each step gets a session of its own. */
    public StepRunner(ThrowawayDatabase database) {
        this(database, (step, session) -> NOBODY);
    }

    /** A runner whose steps are watched. */
    StepRunner(ThrowawayDatabase database, Watcher watcher) {
        this.database = database;
        this.watcher = watcher;
    }

    /** Looks at the session of each step that runs SQL, from before its first statement until after its last. */
    interface Watcher {
        Watch watch(Step step, Connection session) throws SQLException;
    }

    /** Something that ends with the step. */
    interface Watch extends AutoCloseable {
        /** Called when a transaction begins, before its first statement. */
        void afterBegin() throws SQLException;

        /** Called when all statements of a transaction have run, and nothing is committed: what they locked is still locked. */
        void beforeCommit() throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /**
     * Runs the step, and asks its own done-when and its query gates. Deploys, flags and manual steps have nothing to run.
     *
     * @throws SQLException when a statement fails or a query does not give the answer that the plan expects; the message names it
     */
    public void run(Step step) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            if (step instanceof Step.Sql sql) {
                try (Watch watch = watcher.watch(step, owner)) {
                    patiently(owner, sql, watch);
                }
                demand(owner, sql.doneWhen());
            } else if (step instanceof Step.Backfill backfill) {
                Watch watch = watcher.watch(step, owner);
                try {
                    run(owner, backfill);
                } finally {
                    watch.close();
                }
                demand(owner, backfill.doneWhen());
            }
            for (Gate gate : step.conduct().gates()) {
                demand(owner, gate);
            }
        }
    }

    /** Asks a gate, if it is one that a database can answer. */
    public void demand(Gate gate) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            demand(owner, gate);
        }
    }

    /** As often as the plan says where others hold the lock; only the pauses are shorter, because nobody has a business to go on with. */
    private static void patiently(Connection owner, Step.Sql step, Watch watch) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                run(owner, step, watch);
                return;
            } catch (SQLException refused) {
                if (attempt >= step.retry().attempts() || !OTHERS_IN_THE_WAY.contains(refused.getSQLState())) {
                    throw refused;
                }
                giveUp(owner);
            }
        }
    }

    /** What ran before the statement that failed is undone. */
    private static void giveUp(Connection owner) throws SQLException {
        if (!owner.getAutoCommit()) {
            owner.rollback();
            owner.setAutoCommit(true);
        }
        execute(owner, "SELECT pg_sleep(" + PAUSE_SECONDS + ")");
    }

    private static void run(Connection owner, Step.Sql step, Watch watch) throws SQLException {
        timeouts(owner, step.timeouts());
        if (step.transaction() == TransactionMode.OUTSIDE) {
            for (String sql : step.statements()) {
                if (NO_TRANSACTION.matcher(sql).find()) {
                    execute(owner, sql);
                } else {
                    together(owner, List.of(sql), watch);
                }
            }
        } else {
            together(owner, step.statements(), watch);
        }
    }

    /** What a statement alone locks is locked in the same way in a transaction of its own, and there nobody can overlook it. */
    private static void together(Connection owner, List<String> statements, Watch watch) throws SQLException {
        owner.setAutoCommit(false);
        watch.afterBegin();
        for (String sql : statements) {
            execute(owner, sql);
        }
        watch.beforeCommit();
        owner.commit();
        owner.setAutoCommit(true);
    }

    /** The second run stands for one after a crash: it must find nothing left to do. */
    private static void run(Connection owner, Step.Backfill step) throws SQLException {
        timeouts(owner, step.timeouts());
        for (String sql : step.setup()) {
            execute(owner, sql);
        }
        execute(owner, step.pilot());
        execute(owner, step.run());
        execute(owner, step.run());
        for (String sql : step.teardown()) {
            execute(owner, sql);
        }
    }

    private static void demand(Connection owner, Gate gate) throws SQLException {
        if (!(gate instanceof Gate.Query query)) {
            return;
        }
        try (Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery("SELECT (" + query.sql() + ")::text")) {
            result.next();
            String answer = String.valueOf(result.getString(1));
            if (!query.expected().equals(answer)) {
                throw new SQLException("\"" + query.statement() + "\" does not hold: " + query.sql() + " gave " + answer
                        + " instead of " + query.expected());
            }
        }
    }

    private static void timeouts(Connection owner, Timeouts timeouts) throws SQLException {
        execute(owner, "SET lock_timeout = " + timeouts.lock().toMillis());
        execute(owner, "SET statement_timeout = " + timeouts.statement().toMillis());
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nin: " + sql, e.getSQLState(), e);
        }
    }
}
