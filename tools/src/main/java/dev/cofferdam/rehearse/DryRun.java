package dev.cofferdam.rehearse;

import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Observation;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.server.ServerFailed;
import dev.cofferdam.server.ThrowawayDatabase;
import dev.cofferdam.server.ThrowawayServer;
import dev.cofferdam.sql.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The forward SQL of a plan, run once on an empty copy of the schema, without traffic: does every statement run, does every gate hold, and
 * do the catalogs end as the naive change would have left them? The first part of a rehearsal, cheap enough for every plan.
 */
public final class DryRun {
    private DryRun() {}

    /**
     * What was seen; empty when the plan ran through and ended like the naive change.
     *
     * @param naive the statements of the naive change
     * @param base the replayed schema; nobody may be connected to it, and it stays as it is
     */
    public static List<Observation> of(Plan plan, List<String> naive, ThrowawayServer server, ThrowawayDatabase base) {
        try (ThrowawayDatabase wanted = server.cloneDatabase(base, base.name() + "_wanted");
                ThrowawayDatabase copy = server.cloneDatabase(base, base.name() + "_dry_run")) {
            SortedSet<String> end;
            try (Connection owner = wanted.connectAsOwner()) {
                if (inherits(owner, plan.change().table())) {
                    return List.of(new Observation(
                            "schema",
                            Observation.Kind.INHERITANCE,
                            plan.change().table().toString(),
                            "",
                            "pg_inherits"));
                }
                empty(owner, plan.change().table());
                for (String sql : naive) {
                    try (Statement statement = owner.createStatement()) {
                        statement.execute(sql);
                    }
                }
                end = CatalogLines.read(owner);
            }
            return run(plan, copy, end);
        } catch (SQLException e) {
            throw ServerFailed.during("the draft could not be tried on a copy of the schema", e);
        }
    }

    /** Rows that migrations insert may be in the way of the change; nobody is here to decide about them. */
    private static void empty(Connection owner, TableRef table) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("TRUNCATE TABLE " + Identifiers.quoteIfNeeded(table) + " CASCADE");
        }
    }

    private static List<Observation> run(Plan plan, ThrowawayDatabase copy, SortedSet<String> wanted)
            throws SQLException {
        try (Connection owner = copy.connectAsOwner()) {
            empty(owner, plan.change().table());
        }
        StepRunner runner = new StepRunner(copy);
        for (Phase phase : plan.phases()) {
            for (Step step : phase.steps()) {
                try {
                    runner.run(step);
                } catch (SQLException e) {
                    refuseServersOwn(e);
                    return List.of(new Observation(
                            step.id(), Observation.Kind.FAILED, step.title(), "", String.valueOf(e.getMessage())));
                }
            }
            for (Gate gate : phase.exit()) {
                try {
                    runner.demand(gate);
                } catch (SQLException e) {
                    refuseServersOwn(e);
                    return List.of(new Observation(
                            "end of " + phase.kind().words(),
                            Observation.Kind.FAILED,
                            gate.statement(),
                            "",
                            String.valueOf(e.getMessage())));
                }
            }
        }
        try (Connection owner = copy.connectAsOwner()) {
            return differences(wanted, CatalogLines.read(owner));
        }
    }

    private static void refuseServersOwn(SQLException e) throws SQLException {
        if (ServerFailed.isServersOwn(e.getSQLState())) {
            throw e;
        }
    }

    private static List<Observation> differences(SortedSet<String> wanted, SortedSet<String> found) {
        List<Observation> seen = new ArrayList<>();
        minus(wanted, found)
                .forEach(line -> seen.add(
                        new Observation("end", Observation.Kind.LOST, line, "", "catalog of the naive change")));
        minus(found, wanted)
                .forEach(line -> seen.add(
                        new Observation("end", Observation.Kind.EXTRA, line, "", "catalog at the plan's end")));
        return seen;
    }

    private static SortedSet<String> minus(SortedSet<String> some, SortedSet<String> others) {
        SortedSet<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static boolean inherits(Connection owner, TableRef table) throws SQLException {
        String name = Identifiers.quoteIfNeeded(table);
        try (PreparedStatement statement = owner.prepareStatement(
                "SELECT count(*) FROM pg_inherits WHERE inhparent = ?::regclass OR inhrelid = ?::regclass")) {
            statement.setString(1, name);
            statement.setString(2, name);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1) > 0;
            }
        }
    }
}
