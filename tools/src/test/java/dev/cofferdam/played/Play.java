package dev.cofferdam.played;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rehearse.StepRunner;
import dev.cofferdam.server.TestServer;
import dev.cofferdam.server.ThrowawayDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Steps of a plan run one after the other, gates demanded, without traffic. */
public final class Play {
    /** Nobody: the plan has no manual step that changes rows. */
    private static final Hands NOBODY = step -> {};

    private Play() {}

    /** What a test does with a copy of the database as it is when the plan rests at a boundary. */
    public interface AtRest {
        void look(Boundary boundary, ThrowawayDatabase copy) throws SQLException;
    }

    /** Does by hand what manual steps ask for. */
    public interface Hands {
        void run(Step.Manual step) throws SQLException;
    }

    /** The whole plan. */
    public static void forwards(ThrowawayDatabase database, Plan plan) throws SQLException {
        forwards(database, plan, NOBODY);
    }

    /** The whole plan, with somebody who does what its manual steps ask for. */
    public static void forwards(ThrowawayDatabase database, Plan plan, Hands hands) throws SQLException {
        play(database, plan, hands, step -> true);
    }

    /** The plan until it rests at the boundary. */
    public static void until(ThrowawayDatabase database, Plan plan, Boundary boundary) throws SQLException {
        until(database, plan, boundary, NOBODY);
    }

    /** The plan until it rests at the boundary, with somebody who does what its manual steps ask for. */
    public static void until(ThrowawayDatabase database, Plan plan, Boundary boundary, Hands hands)
            throws SQLException {
        play(database, plan, hands, step -> !step.id().equals(boundary.afterStep()));
    }

    /** The whole plan, which is run once; every boundary gets a copy of its own. */
    public static void atEveryBoundary(ThrowawayDatabase database, Plan plan, AtRest test) throws SQLException {
        atEveryBoundary(database, plan, NOBODY, test);
    }

    /** The same, with somebody who does what manual steps ask for. */
    public static void atEveryBoundary(ThrowawayDatabase database, Plan plan, Hands hands, AtRest test)
            throws SQLException {
        play(database, plan, hands, step -> {
            for (Boundary boundary : plan.boundaries()) {
                if (boundary.afterStep().equals(step.id())) {
                    String name = database.name() + "_" + boundary.id().replace('-', '_');
                    try (ThrowawayDatabase copy = TestServer.get().cloneDatabase(database, name)) {
                        test.look(boundary, copy);
                    }
                }
            }
            return true;
        });
    }

    /** Whether to go on after a step. */
    private interface After {
        boolean goOn(Step step) throws SQLException;
    }

    private static void play(ThrowawayDatabase database, Plan plan, Hands hands, After after) throws SQLException {
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
                if (!after.goOn(step)) {
                    return;
                }
            }
            for (Gate gate : phase.exit()) {
                runner.demand(gate);
            }
        }
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
