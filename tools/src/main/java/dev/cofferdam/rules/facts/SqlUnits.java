package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Retry;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.TransactionMode;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.rules.facts.SqlUnit.Part;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.SqlParser;
import java.util.ArrayList;
import java.util.List;

/** Takes every statement of a plan, forward and back, and has it parsed once for all rules. */
final class SqlUnits {
    private final List<PlacedStep> placed;
    private final List<SqlUnit> units = new ArrayList<>();

    private SqlUnits(List<PlacedStep> placed) {
        this.placed = placed;
    }

    static List<SqlUnit> of(Plan plan, List<PlacedStep> placed) {
        SqlUnits units = new SqlUnits(placed);
        placed.forEach(units::addForward);
        plan.boundaries().forEach(units::addRollbacks);
        return List.copyOf(units.units);
    }

    private void addForward(PlacedStep step) {
        addStep(step.where(), Route.FORWARD, step.order(), step.phase(), step.step());
        addUndo(step.where(), Route.UNDO, step.order(), step.phase(), step.step());
    }

    private void addUndo(String where, Route route, int order, PhaseKind phase, Step step) {
        if (step.undo() instanceof Undo.BySql undo) {
            Shape shape = new Shape(undo.transaction(), timeoutsOf(step), retryOf(step));
            add(where + "/undo", route, Part.STEP, order, phase, step, shape, undo.statements());
        }
    }

    private void addRollbacks(Boundary boundary) {
        addRollback(boundary, boundary.retreat(), Route.RETREAT);
        addRollback(boundary, boundary.abandon(), Route.ABANDON);
    }

    private void addRollback(Boundary boundary, Rollback rollback, Route route) {
        int order = placed.stream()
                .filter(step -> step.step().id().equals(boundary.afterStep()))
                .mapToInt(PlacedStep::order)
                .findFirst()
                .orElse(-1);
        for (Step step : rollback.steps()) {
            String where = PlanFacts.where(boundary, route, step);
            addStep(where, route, order, boundary.phase(), step);
            addUndo(where, Route.UNDO_OF_BACK, order, boundary.phase(), step);
        }
    }

    private void addStep(String where, Route route, int order, PhaseKind phase, Step step) {
        if (step instanceof Step.Sql sql) {
            units.add(new SqlUnit(
                    where,
                    route,
                    Part.STEP,
                    order,
                    phase,
                    sql,
                    sql.transaction(),
                    sql.timeouts(),
                    sql.retry(),
                    sql.locks(),
                    parse(sql.statements())));
        }
        if (step instanceof Step.Backfill backfill) {
            Shape together = new Shape(TransactionMode.ONE_TRANSACTION, backfill.timeouts(), backfill.retry());
            Shape alone = new Shape(TransactionMode.OUTSIDE, backfill.timeouts(), backfill.retry());
            add(where, route, Part.SETUP, order, phase, step, together, backfill.setup());
            add(where, route, Part.BATCH, order, phase, step, together, List.of(batchOf(backfill)));
            add(where, route, Part.RUN, order, phase, step, alone, List.of(backfill.pilot(), backfill.run()));
            add(where, route, Part.TEARDOWN, order, phase, step, together, backfill.teardown());
        }
    }

    private void add(
            String where,
            Route route,
            Part part,
            int order,
            PhaseKind phase,
            Step step,
            Shape shape,
            List<String> statements) {
        if (!statements.isEmpty()) {
            units.add(new SqlUnit(
                    where,
                    route,
                    part,
                    order,
                    phase,
                    step,
                    shape.transaction(),
                    shape.timeouts(),
                    shape.retry(),
                    List.of(),
                    parse(statements)));
        }
    }

    /** The rows that a batch touches, as a statement of its own: the procedure that runs it is opaque to the parser. */
    private static String batchOf(Step.Backfill backfill) {
        String table = Identifiers.quoteIfNeeded(backfill.table());
        return "UPDATE " + table + " SET " + backfill.set() + " WHERE " + backfill.predicate();
    }

    private List<ParsedStatement> parse(List<String> statements) {
        return statements.stream()
                .flatMap(statement -> SqlParser.parse(statement).stream())
                .toList();
    }

    private static Timeouts timeoutsOf(Step step) {
        if (step instanceof Step.Sql sql) {
            return sql.timeouts();
        }
        if (step instanceof Step.Backfill backfill) {
            return backfill.timeouts();
        }
        return NO_TIMEOUTS;
    }

    private static Retry retryOf(Step step) {
        if (step instanceof Step.Sql sql) {
            return sql.retry();
        }
        if (step instanceof Step.Backfill backfill) {
            return backfill.retry();
        }
        return ONCE;
    }

    // A deploy, flag or manual step that is undone by SQL has nowhere to state limits, so it has none.
    private static final Timeouts NO_TIMEOUTS = new Timeouts(java.time.Duration.ZERO, java.time.Duration.ZERO);
    private static final Retry ONCE = new Retry(1, java.time.Duration.ZERO, java.time.Duration.ZERO);

    private record Shape(TransactionMode transaction, Timeouts timeouts, Retry retry) {}
}
