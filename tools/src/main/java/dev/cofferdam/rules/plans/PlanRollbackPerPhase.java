package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Rollback;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.Undo;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Flags a boundary without its two ways back, and ways back that do not move the code or hide what is lost. */
public final class PlanRollbackPerPhase implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-rollback-per-phase",
            Severity.ERROR,
            Hazard.NO_WAY_BACK,
            "A boundary lacks a retreat or an abandon that can be carried out");

    private static final Set<String> NEEDED = Set.of("column", "table", "view", "materialized view", "type of");
    /** What a retreat may take down so that older code can write again: write guards and constraints. */
    private static final Set<String> LOOSE =
            Set.of("trigger", "function", "constraint", "NOT NULL of", "enabled state of");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        plan.phases().stream().filter(phase -> !phase.steps().isEmpty()).forEach(phase -> {
            Step last = phase.steps().get(phase.steps().size() - 1);
            requireBoundary(plan, phase, last, "ends with", findings);
        });
        findPointOfNoReturn(facts).filter(point -> point.order() > 0).ifPresent(point -> {
            PlacedStep before = facts.steps().get(point.order() - 1);
            Phase phase = plan.findPhase(before.phase()).orElseThrow();
            requireBoundary(plan, phase, before.step(), "rests before its point of no return after", findings);
        });
        plan.boundaries().forEach(boundary -> new Check(plan, facts, boundary, findings).run());
        return findings;
    }

    private static Optional<PlacedStep> findPointOfNoReturn(PlanFacts facts) {
        return facts.steps().stream()
                .filter(step -> step.step().undo() instanceof Undo.PointOfNoReturn)
                .findFirst();
    }

    private static void requireBoundary(Plan plan, Phase phase, Step last, String words, List<Finding> findings) {
        boolean present = plan.boundaries().stream()
                .anyMatch(boundary -> boundary.afterStep().equals(last.id()));
        if (!present) {
            findings.add(
                    INFO.finding(
                            phase.kind().words(),
                            "boundary after " + last.id(),
                            "phase " + phase.kind().words() + " " + words + " `" + last.id()
                                    + "`, and no boundary there says how to go back",
                            "add a boundary after `" + last.id()
                                    + "` with a retreat and an abandon, each with its steps or the reason why it is impossible"));
        }
    }

    /** One boundary with its two ways back. */
    private record Check(Plan plan, PlanFacts facts, Boundary boundary, List<Finding> findings) {

        void run() {
            Optional<PlacedStep> after = facts.findStep(boundary.afterStep());
            if (after.isEmpty()) {
                report(
                        boundary.id(),
                        "after",
                        "boundary `" + boundary.id() + "` stands after step `" + boundary.afterStep()
                                + "`, which the plan does not have",
                        "name the last step that is done at this boundary");
                return;
            }
            check(boundary.retreat(), Rollback.Kind.RETREAT, Route.RETREAT, after.get());
            check(boundary.abandon(), Rollback.Kind.ABANDON, Route.ABANDON, after.get());
        }

        private void check(Rollback rollback, Rollback.Kind kind, Route route, PlacedStep after) {
            String where = PlanFacts.where(boundary, route);
            String word = kind.name().toLowerCase(Locale.ROOT);
            if (rollback.kind() != kind) {
                report(
                        where,
                        "kind",
                        "the " + word + " of `" + boundary.id() + "` is declared as " + Words.of(rollback.kind()),
                        "give `" + boundary.id() + "` a " + word + " of its own");
            }
            boolean impossible = rollback.impossibleBecause().isPresent();
            if (impossible && rollback.impossibleBecause().get().isBlank()
                    || impossible && !rollback.steps().isEmpty()) {
                report(
                        where,
                        "impossible",
                        "the " + word + " of `" + boundary.id()
                                + "` is called impossible without a reason, or has steps all the same",
                        "say in `impossibleBecause` why, or keep the steps and remove it");
            }
            checkLoss(rollback, where, word, after);
            if (!impossible) {
                checkCode(rollback, where, word, after);
                if (kind == Rollback.Kind.RETREAT) {
                    checkSchemaStays(rollback, where);
                }
            }
        }

        private void checkCode(Rollback rollback, String where, String word, PlacedStep after) {
            List<AppVersion> deployed = facts.steps().stream()
                    .filter(step -> step.order() <= after.order() && step.step() instanceof Step.Deploy)
                    .map(step -> ((Step.Deploy) step.step()).version())
                    .toList();
            deployed.stream().map(AppVersion::consumer).distinct().forEach(consumer -> {
                Optional<Step.Deploy> back = findDeploy(rollback, consumer);
                boolean byFlag = rollback.steps().stream().anyMatch(Step.Flag.class::isInstance);
                if (back.isEmpty() && !byFlag) {
                    AppVersion floor = floorOf(consumer, after);
                    report(
                            where,
                            "code of " + consumer,
                            "the " + word + " after `" + after.step().id() + "` leaves the newer `" + consumer
                                    + "` running",
                            (deployed.contains(floor) ? "" : "add a deploy of `" + floor + "`, or ")
                                    + "say in `impossibleBecause` why it cannot go back");
                }
                back.ifPresent(deploy -> checkVersion(deploy, where, word, after, deployed, rollback));
            });
        }

        private void checkVersion(
                Step.Deploy back,
                String where,
                String word,
                PlacedStep after,
                List<AppVersion> deployed,
                Rollback rollback) {
            AppVersion floor = floorOf(back.version().consumer(), after);
            if (word.equals("retreat") && back.version().number() < floor.number() && !loosensBefore(back, rollback)) {
                report(
                        where + "/" + back.id(),
                        "floor",
                        "the retreat deploys `" + back.version() + "`, older than the rollback floor `" + floor
                                + "` of `" + after.step().id() + "`",
                        "deploy `" + floor + "`, or lower the floor if the older version really works");
            }
            if (deployed.contains(back.version()) && deployed.lastIndexOf(back.version()) == deployed.size() - 1) {
                report(
                        where + "/" + back.id(),
                        "same version",
                        "the " + word + " deploys `" + back.version() + "`, the version that is running",
                        "deploy an earlier version");
            }
            List<Step> taking = rollback.steps().stream()
                    .filter(step -> takesFromNewerCode(step, Route.ABANDON) || demandsOfNewerCode(step))
                    .toList();
            boolean sqlFirst = taking.stream()
                    .anyMatch(step ->
                            rollback.steps().indexOf(step) < rollback.steps().indexOf(back));
            boolean unseen = !taking.isEmpty() && back.conduct().gates().isEmpty();
            if (word.equals("abandon") && (sqlFirst || unseen)) {
                report(
                        where + "/" + back.id(),
                        "drain",
                        "the abandon changes the schema before a gate has shown that the newer `"
                                + back.version().consumer() + "` is gone; its statements fail",
                        "put `" + back.id() + "` first, with a gate on it that the newer version has drained");
            }
        }

        /** What a retreat may do to the schema is to loosen it, so that a version below the floor can write again. */
        private static boolean loosensBefore(Step.Deploy back, Rollback rollback) {
            return rollback.steps().stream()
                    .takeWhile(step -> !step.equals(back))
                    .anyMatch(Step.Sql.class::isInstance);
        }

        private void checkSchemaStays(Rollback rollback, String where) {
            rollback.steps().stream().filter(Step.Sql.class::isInstance).forEach(step -> {
                SchemaDelta delta = effectOf(step, Route.RETREAT);
                boolean onlyLoosens = delta.added().isEmpty()
                        && delta.removed().stream().allMatch(item -> LOOSE.contains(item.kind()))
                        && !takesFromNewerCode(step, Route.RETREAT);
                if (!onlyLoosens) {
                    report(
                            where + "/" + step.id(),
                            "schema",
                            "the retreat of `" + boundary.id()
                                    + "` changes the schema; then it is an abandon, and newer code may still run",
                            "move `" + step.id() + "` to the abandon");
                }
            });
        }

        /** A column, table or view that goes, or the sync, is what newer code may still need; a write guard that goes is not. */
        private boolean takesFromNewerCode(Step step, Route route) {
            return takenBy(step, route).stream()
                    .anyMatch(item -> NEEDED.contains(item.kind()) && !isUnknownToCode(item)
                            || plan.sync() instanceof Sync.ByTrigger sync
                                    && item.kind().equals("trigger")
                                    && StoredName.means(sync.trigger(), item.name()));
        }

        /** The demands of the old place come back, which newer code no longer fills. */
        private boolean demandsOfNewerCode(Step step) {
            return plan.sync() instanceof Sync.NotNeeded
                    && facts.columnGivenUp().isPresent()
                    && facts.rollback(boundary, Route.ABANDON)
                            .filter(unit -> unit.step().equals(step))
                            .anyMatch(unit -> unit.actions(AlterAction.SetNotNull.class)
                                            .findAny()
                                            .isPresent()
                                    || unit.actions(AlterAction.AddConstraint.class)
                                            .anyMatch(add ->
                                                    add.action().constraint().kind() == TableConstraint.Kind.CHECK
                                                            || add.action()
                                                                            .constraint()
                                                                            .kind()
                                                                    == TableConstraint.Kind.NOT_NULL));
        }

        /** A column under a name that it got after the last deploy: no version of the code asks for it by that name. */
        private boolean isUnknownToCode(SchemaDelta.Item item) {
            return item.kind().equals("column") && item.columns().stream().anyMatch(facts::isNamedAfterLastDeploy);
        }

        /** What the step takes away, without what an earlier step of the same rollback had made. */
        private List<SchemaDelta.Item> takenBy(Step step, Route route) {
            SchemaDelta delta = new SchemaDelta(facts::createsObject);
            List<SqlUnit> units = facts.rollback(boundary, route).toList();
            units.stream().takeWhile(unit -> !unit.step().equals(step)).forEach(delta::apply);
            List<SchemaDelta.Item> before = delta.removed();
            units.stream().filter(unit -> unit.step().equals(step)).forEach(delta::apply);
            return delta.removed().stream()
                    .filter(item -> !before.contains(item))
                    .toList();
        }

        private SchemaDelta effectOf(Step step, Route route) {
            SchemaDelta delta = new SchemaDelta(facts::createsObject);
            facts.rollback(boundary, route)
                    .filter(unit -> unit.step().equals(step))
                    .forEach(delta::apply);
            return delta;
        }

        /** Nothing is lost only while no row is gone and newer code's writes also reach the old place. */
        private void checkLoss(Rollback rollback, String where, String word, PlacedStep after) {
            boolean nothing = rollback.loss().toLowerCase(Locale.ROOT).strip().startsWith("nothing");
            if (!nothing) {
                return;
            }
            boolean past = findPointOfNoReturn(facts)
                    .filter(point -> point.order() <= after.order())
                    .isPresent();
            if (past) {
                report(
                        where,
                        "loss",
                        "the " + word + " after the point of no return says that nothing is lost",
                        "say what is lost, or in `impossibleBecause` why there is no such way back");
            } else if (rollback.impossibleBecause().isEmpty() && movedBefore(after) && !newerWritesFlowBack()) {
                report(
                        where,
                        "loss",
                        "the " + word
                                + " says that nothing is lost, but what newer code wrote since cutover never reaches `"
                                + facts.columnGivenUp().map(Object::toString).orElse("the old place") + "`",
                        "keep the sync running in both directions in cutover, or say that these writes are lost");
            }
        }

        private boolean movedBefore(PlacedStep after) {
            return facts.steps().stream()
                    .anyMatch(step -> step.order() <= after.order()
                            && step.phase() == PhaseKind.CUTOVER
                            && step.step() instanceof Step.Deploy);
        }

        private boolean newerWritesFlowBack() {
            if (plan.sync() instanceof Sync.ByTrigger sync) {
                return SyncDirections.fillsOld(sync.directions().getOrDefault(PhaseKind.CUTOVER, Sync.Direction.NONE));
            }
            if (plan.sync() instanceof Sync.ByApplication sync) {
                return SyncDirections.fillsOld(sync.directions().getOrDefault(PhaseKind.CUTOVER, Sync.Direction.NONE));
            }
            return facts.columnGivenUp().isEmpty();
        }

        private AppVersion floorOf(String consumer, PlacedStep after) {
            return after.step().conduct().rollbackFloor().stream()
                    .filter(version -> version.consumer().equals(consumer))
                    .findFirst()
                    .orElse(new AppVersion(consumer, 0));
        }

        private static Optional<Step.Deploy> findDeploy(Rollback rollback, String consumer) {
            return rollback.steps().stream()
                    .filter(Step.Deploy.class::isInstance)
                    .map(Step.Deploy.class::cast)
                    .filter(deploy -> deploy.version().consumer().equals(consumer))
                    .findFirst();
        }

        private void report(String where, String subject, String what, String remedy) {
            findings.add(INFO.finding(where, subject, what, remedy));
        }
    }
}
