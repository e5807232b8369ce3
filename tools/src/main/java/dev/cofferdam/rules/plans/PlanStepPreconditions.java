package dev.cofferdam.rules.plans;

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
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.Milestones;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
        Check check = new Check(
                plan, facts, new AskedColumns(plan, facts), ComparedPlaces.of(plan, facts), new ArrayList<>());
        check.hollow();
        check.beside();
        check.answers();
        check.exits();
        check.manual();
        check.demand();
        check.conversion();
        check.filled();
        check.loss();
        return check.findings();
    }

    private record Check(
            Plan plan, PlanFacts facts, AskedColumns asked, ComparedPlaces places, List<Finding> findings) {
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
                    .ifPresent(
                            why -> findings.add(
                                    INFO.finding(
                                            where,
                                            "hollow " + query.statement(),
                                            "the query of `" + where + "` for \"" + query.statement() + "\" " + why
                                                    + ": " + query.sql(),
                                            "ask the table or the catalogs for what the statement says, and expect the answer that says yes")));
        }

        /** A step that is known to be done by something else than what it does would be passed over, or done twice. */
        void beside() {
            AskedObjects objects = new AskedObjects(plan, facts);
            for (SqlUnit unit : facts.units()) {
                if (unit.step() instanceof Step.Sql sql
                        && !unit.isUndo()
                        && asked.hollowness(sql.doneWhen()).isEmpty()
                        && !objects.isAbout(sql.doneWhen(), unit)) {
                    findings.add(INFO.finding(
                            unit.where() + "/done",
                            "beside " + sql.doneWhen().sql(),
                            "the query by which `" + unit.where()
                                    + "` is known to be done names nothing that its statements make or take: "
                                    + sql.doneWhen().sql(),
                            "ask the catalogs for the object by its name"));
                }
            }
        }

        /** An answer that is there before the step, or never comes, tells nothing of it. */
        void answers() {
            new DoneAnswer(facts, asked, places)
                    .wrongs()
                    .forEach(wrong -> findings.add(
                            INFO.finding(wrong.subject() + "/done", "answer", wrong.what(), wrong.remedy())));
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
                            "phase " + phase.kind().words()
                                    + " has no exit gate, so the next begins whatever became of it",
                            "say in `exit` what must hold when the phase is over, as a query or as a deploy gate"));
                }
            }
        }

        /** What people do by hand, no statement can show: somebody has to say that it was done, or a query has to. */
        void manual() {
            for (PlacedStep step : facts.steps()) {
                if (step.step() instanceof Step.Manual
                        && facts.gatesBetween(step.order(), step.order() + 1)
                                .findAny()
                                .isEmpty()) {
                    findings.add(INFO.finding(
                            step.where(),
                            "unattested",
                            "`" + step.where() + "` is done by hand, and no gate behind it says that it was",
                            "add an attestation, or a query that shows the result"));
                }
            }
        }

        /** Rows are looked at directly before the first step that refuses them. */
        void demand() {
            Milestones milestones = new Milestones(plan, facts);
            List<ColumnRef> columns = milestones.demanded();
            milestones
                    .firstDemand()
                    .filter(unit -> mayFail(unit, columns))
                    .ifPresent(unit -> require(
                            unit.order() - 1,
                            unit.order(),
                            unit.where(),
                            columns,
                            asked::countsAll,
                            "it demands something of"));
        }

        /** A column that the same step adds has just the values that it gives. */
        private boolean mayFail(SqlUnit unit, List<ColumnRef> columns) {
            return columns.stream().noneMatch(facts::isCreatedByPlan)
                    || facts.steps().stream().anyMatch(step -> step.order() < unit.order());
        }

        /** Every value converts before writes depend on it: a conversion of the plan's own is asked about where it is made. */
        void conversion() {
            if (!(plan.sync() instanceof Sync.ByTrigger sync)) {
                return;
            }
            facts.forward()
                    .filter(unit -> unit.facts(Statement.CreateRoutine.class)
                            .anyMatch(
                                    routine -> converts(routine, sync.mapping().up())))
                    .forEach(unit -> require(
                            unit.order(),
                            unit.order() + 1,
                            unit.where(),
                            List.of(sync.oldColumn()),
                            query -> !asked.asksAboutSomeOnly(query),
                            "it converts"));
        }

        private static boolean converts(Statement.CreateRoutine routine, String mapping) {
            return Pattern.compile(StoredName.pattern(routine.name().name()), Pattern.CASE_INSENSITIVE)
                    .matcher(mapping)
                    .find();
        }

        /** Whoever fills or repairs rows is done when a query says so; whoever waits for the sync looks at what it wrote. */
        void filled() {
            for (PlacedStep step : facts.steps()) {
                boolean fills = step.step() instanceof Step.Backfill
                        || step.step() instanceof Step.Manual
                                && (step.phase() == PhaseKind.BACKFILL || step.phase() == PhaseKind.DUAL_WRITE);
                if (fills || turnsTheSync(step)) {
                    require(
                            step.order(),
                            step.order() + 1,
                            step.where(),
                            asked.filled(),
                            query -> seesAll(query, step),
                            "it deals with");
                }
            }
        }

        /** Before the backfill, rows that nobody wrote are not filled yet; and whoever fills rows may ask for those that are not. */
        private boolean seesAll(Gate.Query query, PlacedStep step) {
            if (facts.oldColumn().isEmpty()) {
                return asked.countsAll(query);
            }
            return places.comparesAll(query, step.phase() == PhaseKind.DUAL_WRITE)
                    || step.phase() == PhaseKind.BACKFILL && places.countsUnfilled(query);
        }

        /** A step of cutover that makes the sync anew: from then on it copies another way. */
        private boolean turnsTheSync(PlacedStep step) {
            return step.phase() == PhaseKind.CUTOVER
                    && facts.oldColumn().isPresent()
                    && facts.forward()
                            .filter(unit -> unit.order() == step.order())
                            .anyMatch(unit -> unit.facts(Statement.CreateTrigger.class)
                                    .anyMatch(made -> made.table()
                                            .isSameTable(plan.change().table())));
        }

        /** What the sync kept equal is equal when the old place is first gone against, and again when it goes. */
        void loss() {
            Milestones milestones = new Milestones(plan, facts);
            Optional<SqlUnit> loss = facts.oldColumn().isEmpty() ? Optional.empty() : milestones.firstLoss();
            Predicate<Gate.Query> equal = query -> places.comparesAll(query, false);
            loss.ifPresent(unit -> {
                int from = milestones.lastDeploy(unit).map(PlacedStep::order).orElse(-1);
                for (SqlUnit trial : milestones.trials()) {
                    if (trial.order() < unit.order()) {
                        require(from, trial.order(), trial.where(), asked.filled(), equal, "it goes against");
                        from = trial.order();
                    }
                }
                require(from, unit.order(), unit.where(), asked.filled(), equal, "it takes");
            });
        }

        private void require(
                int from,
                int to,
                String where,
                List<ColumnRef> columns,
                Predicate<Gate.Query> seesAll,
                String because) {
            boolean there = columns.isEmpty()
                    || facts.gatesBetween(from, to)
                            .anyMatch(gate -> gate instanceof Gate.Query query
                                    && asked.hollowness(query).isEmpty()
                                    && asked.reads(query, columns)
                                    && seesAll.test(query)
                                    && expectsNone(query));
            if (!there) {
                findings.add(INFO.finding(
                        where,
                        "unasked " + because,
                        "no query gate at `" + where + "` looks at " + words(columns) + ", although " + because + " "
                                + (columns.size() == 1 ? "it" : "them"),
                        "add a gate that counts the rows that are not right yet, and expect 0: "
                                + example(columns)
                                        .orElse("SELECT count(*) FROM "
                                                + columns.get(0).table() + " WHERE ...")));
            }
        }

        private static boolean expectsNone(Gate.Query query) {
            return query.expected().trim().equals("0");
        }

        private Optional<String> example(List<ColumnRef> columns) {
            String names =
                    String.join(", ", columns.stream().map(ColumnRef::column).toList());
            if (plan.change() instanceof ConstraintChange.AddUnique) {
                return Optional.of("SELECT count(*) FROM (SELECT " + names + " FROM "
                        + columns.get(0).table() + " GROUP BY " + names + " HAVING count(*) > 1) AS duplicates");
            }
            if (plan.change() instanceof ConstraintChange.AddCheck check) {
                return Optional.of("SELECT count(*) FROM " + check.table() + " WHERE NOT (" + check.condition() + ")");
            }
            return plan.change() instanceof ColumnChange.SetNotNull
                    ? Optional.of("SELECT count(*) FROM " + columns.get(0).table() + " WHERE " + names + " IS NULL")
                    : Optional.empty();
        }

        private static String words(List<ColumnRef> columns) {
            return String.join(
                    " and ",
                    Stream.of(columns)
                            .flatMap(List::stream)
                            .map(name -> "`" + name + "`")
                            .toList());
        }
    }
}
