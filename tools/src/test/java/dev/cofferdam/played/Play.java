package dev.cofferdam.played;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Steps of a plan run one after the other, gates demanded, without traffic. */
public final class Play {
    private Play() {}

    /** Does by hand what manual steps ask for. */
    public interface Hands {
        void run(Step.Manual step) throws SQLException;
    }

    /** The whole plan. */
    public static void forwards(ThrowawayDatabase database, Plan plan) throws SQLException {
        forwards(database, plan, step -> {});
    }

    /** The whole plan, with somebody who does what its manual steps ask for. */
    public static void forwards(ThrowawayDatabase database, Plan plan, Hands hands) throws SQLException {
        until(database, plan, "", hands);
    }

    /** The plan until it rests at the boundary. */
    public static void until(ThrowawayDatabase database, Plan plan, Boundary boundary) throws SQLException {
        until(database, plan, boundary, step -> {});
    }

    /** The plan until it rests at the boundary, with somebody who does what its manual steps ask for. */
    public static void until(ThrowawayDatabase database, Plan plan, Boundary boundary, Hands hands)
            throws SQLException {
        until(database, plan, boundary.afterStep(), hands);
    }

    private static void until(ThrowawayDatabase database, Plan plan, String lastStep, Hands hands) throws SQLException {
        StepRunner runner = new StepRunner(database);
        for (Phase phase : plan.phases()) {
            for (Gate gate : phase.entry()) {
                runner.demand(gate);
            }
            for (Step step : phase.steps()) {
                if (step instanceof Step.Manual manual) {
                    hands.run(manual);
                }
                runner.run(step);
                if (step.id().equals(lastStep)) {
                    return;
                }
            }
            for (Gate gate : phase.exit()) {
                runner.demand(gate);
            }
        }
    }

    /** One way back. */
    public static void back(ThrowawayDatabase database, Rollback rollback) throws SQLException {
        StepRunner runner = new StepRunner(database);
        for (Step step : rollback.steps()) {
            runner.run(step);
        }
    }

    /** The first value that a query of the owner returns, as text. */
    public static String ask(ThrowawayDatabase database, String sql) throws SQLException {
        try (Connection owner = database.connectAsOwner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
