package dev.cofferdam.rules.facts;

import dev.cofferdam.domain.AppVersion;
import dev.cofferdam.domain.Boundary;
import dev.cofferdam.domain.ColumnChange;
import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Edit;
import dev.cofferdam.domain.Fact;
import dev.cofferdam.domain.Gate;
import dev.cofferdam.domain.Phase;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.Sync;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.facts.SqlUnit.Route;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rules ask of a plan, worked out once: its statements parsed, its steps in order, what it creates, who moves when. */
public final class PlanFacts {
    private final Plan plan;
    private final List<PlacedStep> steps;
    private final List<SqlUnit> units;
    private final List<PlacedGate> gates;
    private final List<PlacedQuery> queries;
    private final Set<String> createdNames;
    private final Map<String, Integer> movedWith = new TreeMap<>();

    private PlanFacts(Plan plan) {
        this.plan = plan;
        this.steps = place(plan);
        this.units = SqlUnits.of(plan, steps);
        this.gates = PlacedGate.allOf(plan, steps);
        this.queries = PlacedQuery.allOf(plan, steps, gates);
        this.createdNames = forward()
                .flatMap(unit -> SchemaDelta.everAddedBy(unit).stream())
                .collect(Collectors.toUnmodifiableSet());
        for (Edit edit : plan.edits()) {
            movedWith.merge(edit.version().consumer(), edit.version().number(), Math::max);
        }
    }

    /** What is to be known of a plan. */
    public static PlanFacts of(Plan plan) {
        return new PlanFacts(plan);
    }

    private static List<PlacedStep> place(Plan plan) {
        List<PlacedStep> placed = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            phase.steps().forEach(step -> placed.add(new PlacedStep(placed.size(), phase.kind(), step)));
        }
        return List.copyOf(placed);
    }

    /** Path of a rollback's step, as findings name it: {@code after-expand/abandon/back-1}. */
    public static String where(Boundary boundary, Route route, Step step) {
        return where(boundary, route) + "/" + step.id();
    }

    /** Path of one of a boundary's two rollbacks. */
    public static String where(Boundary boundary, Route route) {
        return boundary.id() + "/" + route.name().toLowerCase(Locale.ROOT);
    }

    /** All forward steps in the order in which they are run. */
    public List<PlacedStep> steps() {
        return steps;
    }

    /** The step of an id. */
    public Optional<PlacedStep> findStep(String id) {
        return steps.stream().filter(step -> step.step().id().equals(id)).findFirst();
    }

    /** Every statement of the plan, forward and back. */
    public List<SqlUnit> units() {
        return units;
    }

    /** All SQL that runs when nothing goes wrong, in its order. */
    public Stream<SqlUnit> forward() {
        return units.stream().filter(SqlUnit::isForward);
    }

    /** The statements of one of a boundary's two rollbacks. */
    public Stream<SqlUnit> rollback(Boundary boundary, Route route) {
        String prefix = where(boundary, route) + "/";
        return units.stream()
                .filter(unit -> unit.route() == route && unit.where().startsWith(prefix));
    }

    /** Every gate on the way forward, in the order in which it is met. */
    public List<PlacedGate> gates() {
        return gates;
    }

    /** Every query by which the plan looks at the database, forward and back. */
    public List<PlacedQuery> queries() {
        return queries;
    }

    /** Gates met after the step {@code from} is done, and before the step {@code to} begins. */
    public Stream<Gate> gatesBetween(int from, int to) {
        return gates.stream()
                .filter(gate -> gate.afterStep() >= from && gate.afterStep() < to)
                .map(PlacedGate::gate);
    }

    /** Whether a forward step creates an index, constraint, trigger, routine or other object of this name, as {@link StoredName} spells it. */
    public boolean createsObject(String name) {
        return createdNames.contains(name);
    }

    /** Whether the table is the plan's own where the unit runs: created on the way forward, or by the unit's own way back. */
    public boolean isOwn(SqlUnit unit, TableRef table) {
        return isCreatedByPlan(table)
                || wayOf(unit)
                        .flatMap(other -> other.facts(Statement.CreateTable.class))
                        .anyMatch(create -> create.table().isSameTable(table));
    }

    /** Whether an object of this name is the plan's own where the unit runs. */
    public boolean isOwnObject(SqlUnit unit, String name) {
        return createsObject(name)
                || wayOf(unit).anyMatch(other -> SchemaDelta.everAddedBy(other).contains(name));
    }

    /** All units of the rollback that the unit belongs to; none for a forward unit, whose way is the plan itself. */
    public Stream<SqlUnit> wayOf(SqlUnit unit) {
        if (unit.route() == Route.FORWARD || unit.route() == Route.UNDO) {
            return Stream.empty();
        }
        String step = unit.isUndo() ? unit.where().substring(0, unit.where().lastIndexOf('/')) : unit.where();
        String way = step.substring(0, step.lastIndexOf('/') + 1);
        return units.stream()
                .filter(other -> other.route() == Route.RETREAT || other.route() == Route.ABANDON)
                .filter(other -> other.where().startsWith(way));
    }

    /** Everything that has run when the unit begins: the way forward to its place, and what its own way back did before it. */
    public Stream<SqlUnit> before(SqlUnit unit) {
        if (unit.isForward()) {
            return forward().takeWhile(earlier -> !earlier.equals(unit));
        }
        return Stream.concat(
                forward().filter(earlier -> earlier.order() <= unit.order()),
                wayOf(unit).takeWhile(earlier -> !earlier.equals(unit)));
    }

    /** Whether a forward step of this plan creates the table. */
    public boolean isCreatedByPlan(TableRef table) {
        return forward()
                .flatMap(unit -> unit.facts(Statement.CreateTable.class))
                .anyMatch(create -> create.table().isSameTable(table));
    }

    /** Whether a forward step of this plan creates the column, or its whole table. */
    public boolean isCreatedByPlan(ColumnRef column) {
        return isCreatedByPlan(column.table())
                || forward()
                        .flatMap(unit -> unit.actions(AlterAction.AddColumn.class))
                        .anyMatch(add -> add.table().isSameTable(column.table())
                                && add.action().column().name().equals(column.column()));
    }

    /** Whether a forward step gives a column this name by renaming it. */
    public boolean isNamedByPlan(ColumnRef column) {
        return renamesTo(column).findAny().isPresent();
    }

    /** Whether the name came up after the last deploy, so that no version of the code knows it. */
    public boolean isNamedAfterLastDeploy(ColumnRef column) {
        int lastDeploy = steps.stream()
                .filter(step -> step.step() instanceof Step.Deploy)
                .mapToInt(PlacedStep::order)
                .max()
                .orElse(-1);
        return renamesTo(column).anyMatch(unit -> unit.order() > lastDeploy);
    }

    private Stream<SqlUnit> renamesTo(ColumnRef column) {
        return forward().filter(unit -> unit.actions(AlterAction.RenameColumn.class)
                .anyMatch(rename -> rename.table().isSameTable(column.table())
                        && rename.action().newName().equals(column.column())));
    }

    /** The column that code lets go of: the old one of a sync, or the one that the change takes away without another in its place. */
    public Optional<ColumnRef> columnGivenUp() {
        return plan.change() instanceof ColumnChange.DropColumn drop ? Optional.of(drop.column()) : oldColumn();
    }

    /** What the column is called where the unit begins, after all renames by earlier units. */
    public ColumnRef nameAt(ColumnRef column, SqlUnit unit) {
        return renamed(column, forward().takeWhile(earlier -> !earlier.equals(unit)));
    }

    /** What the column is called where the unit is done. */
    public ColumnRef nameAfter(ColumnRef column, SqlUnit unit) {
        return renamed(nameAt(column, unit), Stream.of(unit));
    }

    /** All names that the column bears on the way forward, the first one first. */
    public List<ColumnRef> namesOf(ColumnRef column) {
        List<ColumnRef> names = new ArrayList<>(List.of(column));
        forward().forEach(unit -> names.add(renamed(names.get(names.size() - 1), Stream.of(unit))));
        return names.stream().distinct().toList();
    }

    /** What the column is called when the units are done. */
    public static ColumnRef renamed(ColumnRef column, Stream<SqlUnit> by) {
        return by.flatMap(unit -> unit.actions(AlterAction.RenameColumn.class))
                .filter(rename -> rename.table().isSameTable(column.table()))
                .map(SqlUnit.TableAction::action)
                .reduce(
                        column,
                        (name, rename) -> name.column().equals(rename.column())
                                ? name.table().column(rename.newName())
                                : name,
                        (first, second) -> second);
    }

    /** The type that a tool reported of the column. */
    public Optional<String> typeOf(ColumnRef column) {
        return described(column, "type");
    }

    /** What a tool reported of the column: value {@code <table>.<column>.<what>} of an intact fact that names it. */
    public Optional<String> described(ColumnRef column, String what) {
        return plan.facts().stream()
                .filter(Fact::isIntact)
                .filter(fact -> fact.names().contains(column.toString()))
                .flatMap(fact -> Stream.ofNullable(fact.values().get(column + "." + what)))
                .findFirst();
    }

    /** Constraints or indexes that a tool found on the column, by name; empty too when it did not look. */
    public Set<String> describedOn(ColumnRef column, String kind) {
        return plan.facts().stream()
                .filter(fact -> fact.isIntact() && fact.names().contains(column.toString()))
                .flatMap(fact -> fact.values().entrySet().stream())
                .filter(value -> value.getKey().startsWith(kind + " "))
                .filter(value -> List.of(value.getValue().split(",")).contains(column.toString()))
                .map(value -> value.getKey().substring(kind.length() + 1))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    /** The column that code uses today, when the sync has one. */
    public Optional<ColumnRef> oldColumn() {
        if (plan.sync() instanceof Sync.ByTrigger trigger) {
            return Optional.of(trigger.oldColumn());
        }
        if (plan.sync() instanceof Sync.ByApplication application) {
            return Optional.of(application.oldColumn());
        }
        return Optional.empty();
    }

    /** The column that code uses in the end, when the sync has one. */
    public Optional<ColumnRef> newColumn() {
        if (plan.sync() instanceof Sync.ByTrigger trigger) {
            return Optional.of(trigger.newColumn());
        }
        if (plan.sync() instanceof Sync.ByApplication application) {
            return Optional.of(application.newColumn());
        }
        return Optional.empty();
    }

    /** Whether some edit comes only with a later version of the consumer, so that this one still uses the old place. */
    public boolean usesOldPlace(AppVersion version) {
        return version.number() < movedWith.getOrDefault(version.consumer(), 0);
    }

    /** For each consumer that has edits, the version that carries the last of them. */
    public List<AppVersion> movedVersions() {
        return movedWith.entrySet().stream()
                .map(entry -> new AppVersion(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The last backfill; empty when the plan has none. */
    public Optional<PlacedStep> lastBackfill() {
        return steps.stream()
                .filter(step -> step.step() instanceof Step.Backfill)
                .max(Comparator.comparingInt(PlacedStep::order));
    }

    /** The first backfill; empty when the plan has none. */
    public Optional<PlacedStep> firstBackfill() {
        return steps.stream()
                .filter(step -> step.step() instanceof Step.Backfill)
                .findFirst();
    }

    /** Intact facts with these ids; those that do not exist or were changed by hand speak for nothing. */
    public List<Fact> intactFacts(List<String> ids) {
        return ids.stream()
                .flatMap(id -> plan.findFact(id).stream())
                .filter(Fact::isIntact)
                .toList();
    }
}
