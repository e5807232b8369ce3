package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.loops.BackfillLoop;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.SqlParser;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The backfills of a plan, forward and back, and which rows they go through: all that the sync's two places tell apart, up to the last. */
record BackfilledRows(Plan plan, PlanFacts facts) {

    /** A backfill and its path in the plan. */
    record Placed(String where, Step.Backfill backfill) {}

    List<Placed> all() {
        List<Placed> all = new ArrayList<>();
        facts.steps().forEach(placed -> add(placed.where(), placed.step(), all));
        for (Boundary boundary : plan.boundaries()) {
            add(boundary, Route.RETREAT, boundary.retreat(), all);
            add(boundary, Route.ABANDON, boundary.abandon(), all);
        }
        return all;
    }

    private static void add(Boundary boundary, Route route, Rollback rollback, List<Placed> all) {
        rollback.steps().forEach(step -> add(PlanFacts.where(boundary, route, step), step, all));
    }

    private static void add(String where, Step step, List<Placed> all) {
        if (step instanceof Step.Backfill backfill) {
            all.add(new Placed(where, backfill));
        }
    }

    /** What is wrong, in words that go on from the step's name. */
    List<String> wrongs(Step.Backfill backfill) {
        List<String> wrongs = new ArrayList<>(new BackfillBody(backfill).wrongs());
        if (PlainSql.tokens(backfill.upperBound()).contains("where")) {
            wrongs.add("ends at a key that is not the last of `" + backfill.table() + "`: " + backfill.upperBound());
        }
        Set<String> pair = new HashSet<>();
        facts.oldColumn().ifPresent(column -> facts.namesOf(column).forEach(name -> pair.add(name.column())));
        facts.newColumn().ifPresent(column -> facts.namesOf(column).forEach(name -> pair.add(name.column())));
        if (!pair.isEmpty()) {
            String asked =
                    "SELECT 1 FROM " + Identifiers.quoteIfNeeded(backfill.table()) + " WHERE " + backfill.predicate();
            SqlParser.parse(asked).stream()
                    .map(parsed -> parsed.facts())
                    .filter(Statement.Query.class::isInstance)
                    .map(Statement.Query.class::cast)
                    .flatMap(query -> query.columns().stream())
                    .map(use -> use.column())
                    .filter(column -> !pair.contains(column))
                    .distinct()
                    .forEach(
                            column -> wrongs.add("leaves out rows by their `" + column + "`: " + backfill.predicate()));
        }
        // What is wrong by its words alone is said once.
        if (wrongs.isEmpty()) {
            wrongs.addAll(BackfillLoop.of(backfill).wrongs());
        }
        return wrongs;
    }
}
