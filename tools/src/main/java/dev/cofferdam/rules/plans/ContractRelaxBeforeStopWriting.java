package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.PhaseKind;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.rules.facts.PlacedStep;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SyncDirections;
import dev.cofferdam.rules.facts.SyncTrigger;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flags a version that stops writing the old column while that column's constraints still demand a value. */
public final class ContractRelaxBeforeStopWriting implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "contract-relax-before-stop-writing",
            Severity.ERROR,
            Hazard.BREAKS_NEW_CODE,
            "Code stops writing the old column while it still demands a value");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        Optional<ColumnRef> column = facts.columnGivenUp();
        Optional<PlacedStep> stop = findStopOfWriting(plan, facts);
        if (column.isEmpty() || stop.isEmpty() || isKnownOptional(plan, column.get())) {
            return List.of();
        }
        if (plan.sync() instanceof Sync.ByTrigger sync && fillsOldFrom(sync, stop.get())) {
            List<Finding> findings = new ArrayList<>(checkTriggerStays(sync, stop.get(), facts));
            findings.addAll(checkUnmapped(sync, stop.get(), facts));
            return findings;
        }
        if (isRelaxedBefore(column.get(), stop.get().order(), facts)) {
            return List.of();
        }
        String old = column.get().toString();
        return List.of(INFO.finding(
                stop.get().where(),
                old,
                "from `" + stop.get().step().id() + "` on nobody writes `" + old
                        + "`; if it is NOT NULL without a default, every insert fails, and what constrains it still applies",
                "in cutover, before `" + stop.get().step().id() + "`: " + relaxation(column.get())
                        + "; a two-way trigger that goes together with the column makes this unnecessary"));
    }

    /** With a trigger the first moved version; with double writes in code, the last version, once it is past the first writer. */
    private static Optional<PlacedStep> findStopOfWriting(Plan plan, PlanFacts facts) {
        List<PlacedStep> deploys = facts.steps().stream()
                .filter(step -> step.step() instanceof Step.Deploy)
                .toList();
        if (plan.sync() instanceof Sync.ByApplication sync) {
            return deploys.stream()
                    .filter(step -> ((Step.Deploy) step.step())
                            .version()
                            .consumer()
                            .equals(sync.firstWriter().consumer()))
                    .filter(step -> ((Step.Deploy) step.step()).version().number()
                            > sync.firstWriter().number())
                    .max(Comparator.comparingInt(PlacedStep::order));
        }
        return deploys.stream()
                .filter(step -> !((Step.Deploy) step.step()).edits().isEmpty())
                .findFirst();
    }

    /** In the phase of the deploy and in every later phase with steps before the trigger goes, values flow back. */
    private static boolean fillsOldFrom(Sync.ByTrigger sync, PlacedStep stop) {
        return SyncDirections.fillsOld(sync.directions().getOrDefault(stop.phase(), Sync.Direction.NONE))
                && (stop.phase().compareTo(PhaseKind.CUTOVER) > 0
                        || SyncDirections.fillsOld(
                                sync.directions().getOrDefault(PhaseKind.CUTOVER, Sync.Direction.NONE)));
    }

    private static List<Finding> checkTriggerStays(Sync.ByTrigger sync, PlacedStep stop, PlanFacts facts) {
        SyncTrigger trigger = new SyncTrigger(sync, facts);
        Optional<SqlUnit> removal = trigger.findRemoval();
        if (removal.isEmpty()
                || dropsTogether(facts.nameAt(sync.oldColumn(), removal.get()), removal.get())
                || isRelaxedBefore(sync.oldColumn(), removal.get().order(), facts)
                || isRelaxedIn(sync.oldColumn(), removal.get())) {
            return List.of();
        }
        return List.of(INFO.finding(
                removal.get().where(),
                "trigger first",
                "trigger `" + sync.trigger() + "` stops filling `" + sync.oldColumn()
                        + "` here, and the column stays; code since `"
                        + stop.step().id() + "` does not write it, so its inserts fail if it is NOT NULL",
                "drop trigger and column in one transaction, or first " + relaxation(sync.oldColumn())));
    }

    /** What has no old value leaves null there; a NOT NULL would turn that into an error of the newer code's own statement. */
    private static List<Finding> checkUnmapped(Sync.ByTrigger sync, PlacedStep stop, PlanFacts facts) {
        ColumnRef column = sync.oldColumn();
        Optional<String> emptied = sync.mapping().lossy().stream()
                .filter(pair -> Pattern.compile(
                                "\\bleaves (?!" + Pattern.quote(sync.newColumn().column()) + " null).+ null\\b")
                        .matcher(pair)
                        .find())
                .findFirst();
        boolean demands =
                facts.described(column, "nullable").filter("false"::equals).isPresent();
        if (emptied.isEmpty() || !demands || isRelaxedBefore(column, stop.order(), facts)) {
            return List.of();
        }
        return List.of(INFO.finding(
                stop.where(),
                "unmapped",
                "from `" + stop.step().id() + "` on code may write values that `" + column + "` cannot hold ("
                        + emptied.get() + "); `" + column + "` is NOT NULL, so such a statement fails",
                "in cutover, before `" + stop.step().id() + "`: " + relaxation(column)));
    }

    private static boolean dropsTogether(ColumnRef oldColumn, SqlUnit removal) {
        return removal.isOneTransaction()
                && removal.actions(AlterAction.DropColumn.class)
                        .anyMatch(drop ->
                                isColumn(drop.table().column(drop.action().column()), oldColumn));
    }

    private static boolean isRelaxedBefore(ColumnRef column, int order, PlanFacts facts) {
        return facts.forward().filter(unit -> unit.order() < order).anyMatch(unit -> isRelaxedIn(column, unit));
    }

    private static boolean isRelaxedIn(ColumnRef column, SqlUnit unit) {
        return unit.actions(AlterAction.DropNotNull.class)
                        .anyMatch(drop ->
                                isColumn(drop.table().column(drop.action().column()), column))
                || unit.actions(AlterAction.SetDefault.class)
                        .anyMatch(
                                set -> isColumn(set.table().column(set.action().column()), column));
    }

    /**
     * A tool said that a row may lack the column: value {@code <table>.<column>.nullable} or {@code nullable} of a fact about it, or its name
     * among those that describe_schema lists as {@code optional}.
     */
    private static boolean isKnownOptional(Plan plan, ColumnRef column) {
        return plan.facts().stream()
                .filter(Fact::isIntact)
                .filter(fact -> fact.names().contains(column.toString()))
                .anyMatch(fact -> "true".equals(fact.values().get(column + ".nullable"))
                        || "true".equals(fact.values().get("nullable"))
                        || isListed(column, fact.values().getOrDefault("optional", "")));
    }

    private static boolean isListed(ColumnRef column, String names) {
        return Arrays.asList(names.split(", ")).contains(column.column());
    }

    private static boolean isColumn(ColumnRef left, ColumnRef right) {
        return SchemaDelta.isSameColumn(left, right);
    }

    private static String relaxation(ColumnRef column) {
        return "ALTER TABLE " + column.table() + " ALTER COLUMN " + column.column() + " DROP NOT NULL";
    }
}
