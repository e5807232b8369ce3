package dev.cofferdam.played;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs the SQL of a plan's steps as the owner, as the plan says: transaction mode, timeouts, done-when and gates. */
public final class PlanPlayer {
    private final ThrowawayDatabase database;

    public PlanPlayer(ThrowawayDatabase database) {
        this.database = database;
    }

    /** Runs the step and checks that its own done-when and its query gates hold afterwards. */
    public void play(Step step) throws SQLException {
        try (Connection owner = database.connectAsOwner()) {
            if (step instanceof Step.Sql sql) {
                run(owner, sql);
                demand(owner, step, sql.doneWhen());
            } else if (step instanceof Step.Backfill backfill) {
                run(owner, backfill);
                demand(owner, step, backfill.doneWhen());
            }
            for (Gate gate : step.conduct().gates()) {
                if (gate instanceof Gate.Query query) {
                    demand(owner, step, query);
                }
            }
        }
    }

    private static void run(Connection owner, Step.Sql step) throws SQLException {
        timeouts(owner, step.timeouts());
        owner.setAutoCommit(step.transaction() == TransactionMode.OUTSIDE);
        for (String sql : step.statements()) {
            execute(owner, sql);
        }
        if (!owner.getAutoCommit()) {
            owner.commit();
            owner.setAutoCommit(true);
        }
    }

    private static void run(Connection owner, Step.Backfill step) throws SQLException {
        timeouts(owner, step.timeouts());
        for (String sql : step.setup()) {
            execute(owner, sql);
        }
        execute(owner, step.run());
        execute(owner, step.run());
        for (String sql : step.teardown()) {
            execute(owner, sql);
        }
    }

    public void demand(Gate gate) throws SQLException {
        if (gate instanceof Gate.Query query) {
            try (Connection owner = database.connectAsOwner()) {
                demand(owner, null, query);
            }
        }
    }

    private static void demand(Connection owner, @org.jspecify.annotations.Nullable Step step, Gate.Query gate)
            throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery("SELECT (" + gate.sql() + ")::text")) {
            result.next();
            String answer = result.getString(1);
            if (!gate.expected().equals(answer)) {
                throw new AssertionError((step == null ? "" : step.id() + ": ") + "gate \"" + gate.statement()
                        + "\" answered " + answer + " instead of " + gate.expected() + ": " + gate.sql());
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
