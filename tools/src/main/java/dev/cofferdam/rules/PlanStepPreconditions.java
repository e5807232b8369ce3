package dev.cofferdam.rules;

import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.ConstraintChange;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags gates that ask nothing, phases that end without a gate, and steps before which no query has looked at the rows. */
public final class PlanStepPreconditions implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-step-preconditions",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "A step begins although no gate has shown what it rests on");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        Check check = new Check(plan, facts, new AskedColumns(plan, facts), new ArrayList<>());
        check.hollow();
        check.exits();
        check.demand();
        check.filled();
        check.loss();
        return check.findings();
    }

    private record Check(Plan plan, PlanFacts facts, AskedColumns asked, List<Finding> findings) {

        void hollow() {
            facts.gates().forEach(placed -> {
                if (placed.gate() instanceof Gate.Query query) {
                    hollow(placed.where(), query);
                }
            });
            facts.steps().forEach(step -> {
                if (step.step() instanceof Step.Sql sql) {
                    hollow(step.where() + "/done", sql.doneWhen());
                }
                if (step.step() instanceof Step.Backfill backfill) {
                    hollow(step.where() + "/done", backfill.doneWhen());
                }
            });
        }

        private void hollow(String where, Gate.Query query) {
            asked.hollowness(query)
                    .ifPresent(why -> findings.add(INFO.finding(
                            where,
                            "hollow " + query.statement(),
                            "the query of `" + where + "` for \"" + query.statement() + "\" " + why + ": " + query.sql(),
                            "ask the table or the catalogs for what the statement says, and expect the answer that says yes")));
        }

        /** The last phase with work ends the plan; every other one hands over to the next. */
        void exits() {
            List<Phase> working = plan.phases().stream()
                    .filter(phase -> !phase.steps().isEmpty())
                    .toList();
            for (Phase phase : working.subList(0, Math.max(0, working.size() - 1))) {
                if (phase.exit().isEmpty()) {
                    findings.add(INFO.finding(
                            phase.kind().words() + "/exit",
                            "no exit",
                            "phase " + phase.kind().words() + " has no exit gate, so the next begins whatever became of it",
                            "say in `exit` what must hold when the phase is over, as a query or as a deploy gate"));
                }
            }
        }

        /** Rows are looked at between the last step that is not SQL and the first one that refuses them. */
        void demand() {
            Milestones milestones = new Milestones(plan, facts);
            List<ColumnRef> columns = milestones.demanded();
            milestones
                    .firstDemand()
                    .filter(unit -> mayFail(unit, columns))
                    .ifPresent(unit -> require(
                            lastByOthers(unit.order()), unit.order(), unit.where(), columns, "it demands something of"));
        }

        /** A column that the same step adds has just the values that it gives. */
        private boolean mayFail(SqlUnit unit, List<ColumnRef> columns) {
            return columns.stream().noneMatch(facts::isCreatedByPlan)
                    || facts.steps().stream().anyMatch(step -> step.order() < unit.order());
        }

        private int lastByOthers(int before) {
            return facts.steps().stream()
                    .filter(step -> step.order() < before && !(step.step() instanceof Step.Sql))
                    .mapToInt(PlacedStep::order)
                    .max()
                    .orElse(-1);
        }

        /** Whoever fills or repairs rows is done when a query says so; whoever waits for the sync looks at what it wrote. */
        void filled() {
            for (PlacedStep step : facts.steps()) {
                boolean fills = step.step() instanceof Step.Backfill
                        || step.step() instanceof Step.Manual
                                && (step.phase() == PhaseKind.BACKFILL || step.phase() == PhaseKind.DUAL_WRITE);
                if (fills) {
                    require(step.order(), step.order() + 1, step.where(), asked.filled(), "it deals with");
                }
            }
        }

        /** What the sync kept equal is equal when the old place goes. */
        void loss() {
            Milestones milestones = new Milestones(plan, facts);
            if (facts.oldColumn().isPresent()) {
                milestones
                        .firstLoss()
                        .ifPresent(unit -> require(
                                milestones.lastDeploy(unit).map(PlacedStep::order).orElse(-1),
                                unit.order(),
                                unit.where(),
                                asked.filled(),
                                "it takes"));
            }
        }

        private void require(int from, int to, String where, List<ColumnRef> columns, String because) {
            boolean there = columns.isEmpty()
                    || facts.gatesBetween(from, to).anyMatch(gate -> gate instanceof Gate.Query query
                            && asked.hollowness(query).isEmpty()
                            && asked.reads(query, columns)
                            && expectsNone(query));
            if (!there) {
                findings.add(INFO.finding(
                        where,
                        "unasked " + because,
                        "no query gate at `" + where + "` looks at " + words(columns) + ", although " + because + " "
                                + (columns.size() == 1 ? "it" : "them"),
                        "add a gate that counts the rows that are not right yet, and expect 0: "
                                + example(columns).orElse("SELECT count(*) FROM " + columns.get(0).table() + " WHERE ...")));
            }
        }

        private static boolean expectsNone(Gate.Query query) {
            return query.expected().trim().equals("0");
        }

        private Optional<String> example(List<ColumnRef> columns) {
            String names = String.join(", ", columns.stream().map(ColumnRef::column).toList());
            if (plan.change() instanceof ConstraintChange.AddUnique) {
                return Optional.of("SELECT count(*) FROM (SELECT " + names + " FROM " + columns.get(0).table() + " GROUP BY "
                        + names + " HAVING count(*) > 1) AS duplicates");
            }
            return plan.change() instanceof ColumnChange.SetNotNull
                    ? Optional.of("SELECT count(*) FROM " + columns.get(0).table() + " WHERE " + names + " IS NULL")
                    : Optional.empty();
        }

        private static String words(List<ColumnRef> columns) {
            return String.join(
                    " and ", Stream.of(columns).flatMap(List::stream).map(name -> "`" + name + "`").toList());
        }
    }
}
