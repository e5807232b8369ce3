package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Usage;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.rules.facts.SyncTrigger;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.info.Words;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags a backfill that reads rows while some writer's new rows and changes do not yet reach the new place. */
public final class DualwriteBeforeBackfill implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "dualwrite-before-backfill",
            Severity.ERROR,
            Hazard.LOSES_WRITES,
            "Sync is not live on every writer before the backfill's first read");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        if (plan.sync() instanceof Sync.ByTrigger sync) {
            checkTrigger(plan, sync, facts, findings);
            plan.boundaries().forEach(boundary -> checkWayBack(sync, boundary, facts, findings));
        }
        if (plan.sync() instanceof Sync.ByApplication sync) {
            checkApplication(plan, sync, facts, findings);
        }
        if (plan.sync() instanceof Sync.NotNeeded none) {
            checkNone(plan, none, facts, findings);
        }
        return findings;
    }

    private static void checkTrigger(Plan plan, Sync.ByTrigger sync, PlanFacts facts, List<Finding> findings) {
        SyncTrigger trigger = new SyncTrigger(sync, facts);
        Optional<SqlUnit> installed = trigger.findInstallation();
        if (installed.isEmpty()) {
            findings.add(INFO.finding(
                    "sync",
                    "never installed",
                    "no step creates trigger `" + sync.trigger() + "` on `"
                            + sync.oldColumn().table() + "`, so nothing fills `" + sync.newColumn()
                            + "` while code writes `"
                            + sync.oldColumn() + "`",
                    "create `" + sync.trigger() + "` in the transaction that adds `" + sync.newColumn() + "`"));
            return;
        }
        facts.firstBackfill()
                .filter(backfill -> backfill.order() <= installed.get().order())
                .ifPresent(backfill -> findings.add(INFO.finding(
                        backfill.where(),
                        "trigger later",
                        "the backfill reads `" + sync.oldColumn() + "` before trigger `" + sync.trigger()
                                + "` exists (" + installed.get().where()
                                + "); rows written in between are never copied",
                        "create `" + sync.trigger() + "` before `"
                                + backfill.step().id() + "`, in the transaction that adds `" + sync.newColumn()
                                + "`")));
        facts.forward()
                .forEach(unit -> trigger.creations(unit).forEach(create -> checkEvents(sync, create, unit, findings)));
        int before = findings.size();
        checkBody(sync, trigger, findings);
        if (findings.size() == before) {
            checkRows(plan, sync, facts, findings);
        }
        checkDirections(sync, findings);
        trigger.findGaps().forEach(gap -> findings.add(removedEarly(sync, gap, "is put back only later")));
        checkRemoval(sync, trigger, facts, findings);
    }

    private static void checkEvents(
            Sync.ByTrigger sync, Statement.CreateTrigger create, SqlUnit unit, List<Finding> findings) {
        List<String> missing = TriggerEvents.missing(create, sourcesOf(sync));
        if (!missing.isEmpty()) {
            findings.add(INFO.finding(
                    unit.where(),
                    "events " + missing,
                    "trigger `" + sync.trigger() + "` lacks " + String.join(", ", missing)
                            + "; such writes reach one of `" + sync.oldColumn() + "` and `" + sync.newColumn()
                            + "` only",
                    "create it BEFORE INSERT OR UPDATE ON " + create.table() + " FOR EACH ROW"));
        }
    }

    /** A column must fire the trigger when values flow away from it in any phase. */
    private static List<ColumnRef> sourcesOf(Sync.ByTrigger sync) {
        List<ColumnRef> sources = new ArrayList<>();
        if (sync.directions().values().stream().anyMatch(SyncDirections::fillsNew)) {
            sources.add(sync.oldColumn());
        }
        if (sync.directions().values().stream().anyMatch(SyncDirections::fillsOld)) {
            sources.add(sync.newColumn());
        }
        return sources;
    }

    private static void checkBody(Sync.ByTrigger sync, SyncTrigger trigger, List<Finding> findings) {
        List<ColumnRef> targets = new ArrayList<>();
        if (sync.directions().values().stream().anyMatch(SyncDirections::fillsNew)) {
            targets.add(sync.newColumn());
        }
        if (sync.directions().values().stream().anyMatch(SyncDirections::fillsOld)) {
            targets.add(sync.oldColumn());
        }
        for (ColumnRef target : targets) {
            if (!trigger.fills(target)) {
                findings.add(INFO.finding(
                        "sync",
                        "body " + target.column(),
                        "the plan says that trigger `" + sync.trigger() + "` fills `" + target
                                + "`, but no step gives function `" + sync.function() + "` a body that sets NEW."
                                + target.column(),
                        "create function `" + sync.function() + "` with an assignment to NEW." + target.column()
                                + ", or correct the sync's directions"));
            }
        }
    }

    private static void checkRows(Plan plan, Sync.ByTrigger sync, PlanFacts facts, List<Finding> findings) {
        new SyncTrials(plan, sync, facts)
                .wrongs()
                .forEach(
                        wrong -> findings.add(
                                INFO.finding(
                                        "sync",
                                        wrong,
                                        "function `" + sync.function() + "` " + wrong,
                                        "let it do for every row what the sync's mapping says, by IF, assignments to NEW and RETURN NEW alone")));
    }

    private static void checkDirections(Sync.ByTrigger sync, List<Finding> findings) {
        Sync.Direction direction = sync.directions().getOrDefault(PhaseKind.BACKFILL, Sync.Direction.NONE);
        if (!SyncDirections.fillsNew(direction)) {
            findings.add(INFO.finding(
                    "sync",
                    "direction",
                    "during backfill the sync's direction is " + Words.of(direction) + ", so changes to `"
                            + sync.oldColumn() + "` behind the backfill never reach `" + sync.newColumn() + "`",
                    "set the direction of phase backfill to both, or at least old-to-new"));
        }
    }

    private static void checkRemoval(
            Sync.ByTrigger sync, SyncTrigger trigger, PlanFacts facts, List<Finding> findings) {
        trigger.findRemoval().ifPresent(removal -> facts.steps().stream()
                .filter(step -> needsSync(step, facts))
                .reduce((first, second) -> second)
                .filter(last -> removal.order() <= last.order())
                .ifPresent(last -> findings.add(removedEarly(
                        sync, removal, "is still needed by `" + last.step().id() + "`"))));
    }

    /** A backfill, a deploy or flag of cutover, and every step during which a version of the old place may run. */
    private static boolean needsSync(PlacedStep step, PlanFacts facts) {
        return step.step() instanceof Step.Backfill
                || step.step() instanceof Step.Deploy
                || step.step() instanceof Step.Flag
                || step.step().conduct().mayRun().stream().anyMatch(facts::usesOldPlace);
    }

    private static Finding removedEarly(Sync.ByTrigger sync, SqlUnit unit, String why) {
        return INFO.finding(
                unit.where(),
                "removed",
                "trigger `" + sync.trigger() + "` goes here, but " + why + "; writes to `" + sync.oldColumn()
                        + "` and `" + sync.newColumn() + "` drift apart from now on",
                "remove `" + sync.trigger() + "` in contract, in the transaction that drops `" + sync.oldColumn()
                        + "`");
    }

    /** A way back that makes the old place anew fills it while code writes the new one. */
    private static void checkWayBack(Sync.ByTrigger sync, Boundary boundary, PlanFacts facts, List<Finding> findings) {
        List<SqlUnit> way = facts.rollback(boundary, Route.ABANDON).toList();
        BackFill.find(sync, facts, way).ifPresent(fill -> BackSync.find(fill, facts)
                .map(BackSync::wrongs)
                .orElseGet(() -> List.of(fill.unkept()))
                .forEach(wrong -> findings.add(INFO.finding(
                        wrong.where(),
                        wrong.subject(),
                        wrong.what(),
                        "let a trigger as the one of the way forward, with both columns changed about, come with `"
                                + fill.target() + "` and go with `" + fill.first() + "`"))));
    }

    private static void checkApplication(Plan plan, Sync.ByApplication sync, PlanFacts facts, List<Finding> findings) {
        Optional<PlacedStep> backfill = facts.firstBackfill();
        Optional<PlacedStep> deploy = facts.steps().stream()
                .filter(step -> step.step() instanceof Step.Deploy candidate
                        && candidate.version().equals(sync.firstWriter()))
                .findFirst();
        int before = backfill.map(PlacedStep::order).orElse(facts.steps().size());
        boolean drained = deploy.isPresent()
                && facts.gatesBetween(deploy.get().order(), before)
                        .anyMatch(gate -> isDrainTo(sync.firstWriter(), gate));
        if (!drained) {
            findings.add(INFO.finding(
                    backfill.map(PlacedStep::where).orElse("sync"),
                    "drain",
                    "the backfill begins before a gate has shown that only `" + sync.firstWriter()
                            + "` or later runs; an older instance still writes `" + sync.oldColumn() + "` alone",
                    "deploy `" + sync.firstWriter() + "` in dual-write, with a deploy gate on it"));
        }
        plan.usages().stream()
                .filter(usage -> usage.access().writes() && usage.needsEdit())
                .flatMap(usage ->
                        plan.edits().stream().filter(edit -> edit.settles().contains(usage.id())))
                .map(edit -> edit.version().consumer())
                .filter(consumer -> !consumer.equals(sync.firstWriter().consumer()))
                .distinct()
                .forEach(consumer -> findings.add(INFO.finding(
                        "sync",
                        "consumer " + consumer,
                        "`" + consumer + "` writes `" + sync.oldColumn() + "` too, and the double write lives in `"
                                + sync.firstWriter().consumer() + "` only",
                        "keep `" + sync.newColumn() + "` equal by a trigger: it sees every writer")));
    }

    private static boolean isDrainTo(AppVersion version, Gate gate) {
        return gate instanceof Gate.Deployed deployed
                && deployed.version().consumer().equals(version.consumer())
                && deployed.version().number() >= version.number();
    }

    private static void checkNone(Plan plan, Sync.NotNeeded none, PlanFacts facts, List<Finding> findings) {
        facts.firstBackfill().ifPresent(backfill -> {
            List<Usage> writers = plan.usages().stream()
                    .filter(usage -> usage.access().writes() && plan.change().needsEdit(usage))
                    .filter(usage -> !keepsToIt(usage, plan, facts, backfill))
                    .toList();
            if (!writers.isEmpty()) {
                findings.add(INFO.finding(
                        backfill.where(),
                        "no sync",
                        "nothing keeps old and new place equal (\"" + none.reason() + "\"), but "
                                + writers.get(0).place() + " writes `"
                                + writers.get(0).column() + "`"
                                + (writers.size() > 1 ? ", and " + (writers.size() - 1) + " more" : ""),
                        "install a sync trigger before `" + backfill.step().id()
                                + "`; when rows are only repaired in place, deploy the version that writes them right before it,"
                                + " with a deploy gate"));
            }
        });
    }

    /**
     * Rows that are repaired where they are need no sync once whoever writes them writes them right: the version that carries the writer's
     * edit alone is running before the first batch. A column that the plan adds is another place, and has to be kept equal.
     */
    private static boolean keepsToIt(Usage usage, Plan plan, PlanFacts facts, PlacedStep backfill) {
        TableRef table = ((Step.Backfill) backfill.step()).table();
        boolean inPlace = facts.forward()
                .flatMap(unit -> unit.actions(AlterAction.AddColumn.class))
                .noneMatch(add -> add.table().isSameTable(table));
        return inPlace
                && plan.edits().stream()
                        .filter(edit -> PlanUsagesSettled.settles(edit, usage, plan))
                        .anyMatch(edit -> facts.gatesBetween(-1, backfill.order())
                                .anyMatch(gate -> isDrainTo(edit.version(), gate)));
    }
}
