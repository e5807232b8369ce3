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
    private Play() {}

    /** What a test does with a copy of the database as it is when the plan rests at a boundary. */
    public interface AtRest {
        void look(Boundary boundary, ThrowawayDatabase copy) throws SQLException;
    }

    /** The whole plan. */
    public static void forwards(ThrowawayDatabase database, Plan plan) throws SQLException {
        forwards(database, plan, boundary -> {});
    }

    /** The whole plan, which is run once; every boundary gets a copy of its own. */
    public static void atEveryBoundary(ThrowawayDatabase database, Plan plan, AtRest test) throws SQLException {
        forwards(database, plan, boundary -> {
            String name = database.name() + "_" + boundary.id().replace('-', '_');
            try (ThrowawayDatabase copy = TestServer.get().cloneDatabase(database, name)) {
                test.look(boundary, copy);
            }
        });
    }

    private static void forwards(ThrowawayDatabase database, Plan plan, Rest rest) throws SQLException {
        StepRunner runner = new StepRunner(database);
        for (Phase phase : plan.phases()) {
            for (Gate gate : phase.entry()) {
                runner.demand(gate);
            }
            for (Step step : phase.steps()) {
                runner.run(step);
                for (Boundary boundary : plan.boundaries()) {
                    if (boundary.afterStep().equals(step.id())) {
                        rest.at(boundary);
                    }
                }
            }
            for (Gate gate : phase.exit()) {
                runner.demand(gate);
            }
        }
    }

    private interface Rest {
        void at(Boundary boundary) throws SQLException;
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
