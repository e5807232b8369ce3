package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;

/** A query by which the plan looks at the database: a gate, a step's proof that it is done, a backfill's bound or progress. */
public record PlacedQuery(String where, String sql, List<ParsedStatement> statements) {

    static List<PlacedQuery> allOf(Plan plan, List<PlacedStep> steps, List<PlacedGate> gates) {
        List<PlacedQuery> queries = new ArrayList<>();
        gates.forEach(gate -> addGate(queries, gate.where(), gate.gate()));
        steps.forEach(step -> addStep(queries, step.where(), step.step()));
        for (Boundary boundary : plan.boundaries()) {
            boundary.retreat()
                    .steps()
                    .forEach(step -> addBack(queries, PlanFacts.where(boundary, Route.RETREAT, step), step));
            boundary.abandon()
                    .steps()
                    .forEach(step -> addBack(queries, PlanFacts.where(boundary, Route.ABANDON, step), step));
        }
        return List.copyOf(queries);
    }

    private static void addBack(List<PlacedQuery> queries, String where, Step step) {
        step.conduct().gates().forEach(gate -> addGate(queries, where, gate));
        addStep(queries, where, step);
    }

    private static void addStep(List<PlacedQuery> queries, String where, Step step) {
        if (step instanceof Step.Sql sql) {
            addGate(queries, where + "/done", sql.doneWhen());
        }
        if (step instanceof Step.Backfill backfill) {
            addGate(queries, where + "/done", backfill.doneWhen());
            add(queries, where + "/upper-bound", backfill.upperBound());
            add(queries, where + "/progress", backfill.progress());
        }
    }

    private static void addGate(List<PlacedQuery> queries, String where, Gate gate) {
        if (gate instanceof Gate.Query query) {
            add(queries, where, query.sql());
        }
    }

    private static void add(List<PlacedQuery> queries, String where, String sql) {
        queries.add(new PlacedQuery(where, sql, SqlParser.parse(sql)));
    }
}
