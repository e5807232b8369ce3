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

    /** The whole plan. */
    public static void forwards(ThrowawayDatabase database, Plan plan) throws SQLException {
        until(database, plan, "");
    }

    /** The plan until it rests at the boundary. */
    public static void until(ThrowawayDatabase database, Plan plan, Boundary boundary) throws SQLException {
        until(database, plan, boundary.afterStep());
    }

    /** The steps after one boundary up to the next. */
    public static void between(ThrowawayDatabase database, Plan plan, Boundary from, Boundary to) throws SQLException {
        StepRunner runner = new StepRunner(database);
        boolean running = false;
        for (Step step : plan.steps().toList()) {
            if (running) {
                runner.run(step);
            }
            running |= step.id().equals(from.afterStep());
            if (step.id().equals(to.afterStep())) {
                return;
            }
        }
    }

    private static void until(ThrowawayDatabase database, Plan plan, String lastStep) throws SQLException {
        StepRunner runner = new StepRunner(database);
        for (Phase phase : plan.phases()) {
            for (Gate gate : phase.entry()) {
                runner.demand(gate);
            }
            for (Step step : phase.steps()) {
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
