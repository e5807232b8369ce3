package dev.cofferdam.rules.plans;

import dev.cofferdam.domain.AppVersion;
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
import dev.cofferdam.rules.facts.Destruction;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SchemaDelta;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SyncTrigger;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags a drop, rename, narrowing or new demand while a version of the code that relies on the old form may run or come back. */
public final class PlanNoDestructiveBeforeReadersMoved implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "plan-no-destructive-before-readers-moved",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "Something that running code relies on is taken away");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.forward().forEach(unit -> {
            for (Destruction destruction : Destruction.of(unit, facts)) {
                if (unit.phase().compareTo(earliest(destruction.kind())) < 0) {
                    findings.add(tooEarly(unit, destruction));
                } else if (destruction.kind() != Destruction.Kind.LOOSENS) {
                    checkVersions(unit, destruction, facts, findings);
                }
            }
            checkNewColumn(plan, unit, facts, findings);
        });
        return findings;
    }

    /** What only loosens may go in cutover, where relax steps stand; everything else waits for contract. */
    private static PhaseKind earliest(Destruction.Kind kind) {
        return kind == Destruction.Kind.LOOSENS ? PhaseKind.CUTOVER : PhaseKind.CONTRACT;
    }

    private static Finding tooEarly(SqlUnit unit, Destruction destruction) {
        return INFO.finding(
                unit.where(),
                destruction.what(),
                "`" + unit.step().id() + "` " + destruction.what() + " in phase "
                        + unit.phase().words() + ", while code that relies on it is running",
                remedy(destruction.kind()));
    }

    private static String remedy(Destruction.Kind kind) {
        return switch (kind) {
            case LOSES_DATA -> "do it in phase contract, behind a deploy gate for the last version that needs it";
            case RESHAPES ->
                "add the new form beside the old one, keep both equal, and drop the old one in phase contract";
            case TIGHTENS ->
                "leave it optional (nullable, or with a constant default) until every version that writes it keeps to"
                        + " the demand, and make the demand in phase contract";
            case LOOSENS -> "do it in phase cutover, directly before the deploy that needs it";
        };
    }

    private static void checkVersions(SqlUnit unit, Destruction destruction, PlanFacts facts, List<Finding> findings) {
        Step step = unit.step();
        Stream.concat(step.conduct().mayRun().stream(), step.conduct().rollbackFloor().stream())
                .filter(facts::usesOldPlace)
                .distinct()
                .forEach(version -> findings.add(INFO.finding(
                        unit.where(),
                        destruction.what() + version,
                        "`" + step.id() + "` " + destruction.what() + ", and by its own words `" + version
                                + "`, which still uses the old form, may run or come back then",
                        "let only " + moved(facts) + " or later run here, and raise the rollback floor to it")));
        for (AppVersion moved : facts.movedVersions()) {
            boolean drained = facts.gatesBetween(-1, unit.order()).anyMatch(gate -> isDrainTo(moved, gate));
            if (!drained) {
                findings.add(INFO.finding(
                        unit.where(),
                        destruction.what() + " drain " + moved,
                        "`" + step.id() + "` " + destruction.what() + ", and no gate before it shows that only `"
                                + moved + "` or later is running",
                        "put a deploy gate for `" + moved + "` on an earlier step"));
            }
        }
    }

    private static String moved(PlanFacts facts) {
        return facts.movedVersions().stream()
                .map(version -> "`" + version + "`")
                .collect(Collectors.joining(" and "));
    }

    private static boolean isDrainTo(AppVersion moved, Gate gate) {
        return gate instanceof Gate.Deployed deployed
                && deployed.version().consumer().equals(moved.consumer())
                && deployed.version().number() >= moved.number();
    }

    /** A demand on the plan's own new column hits old writers too, until the sync fills that column for them. */
    private static void checkNewColumn(Plan plan, SqlUnit unit, PlanFacts facts, List<Finding> findings) {
        if (plan.sync() instanceof Sync.NotNeeded) {
            demandsNobodyMeets(unit, facts)
                    .forEach(column -> checkVersions(
                            unit,
                            new Destruction(
                                    Destruction.Kind.TIGHTENS,
                                    "demands a value in new column `" + column + "`",
                                    column.table()),
                            facts,
                            findings));
        }
        if (!(plan.sync() instanceof Sync.ByTrigger sync)) {
            return;
        }
        Optional<SqlUnit> installed = new SyncTrigger(sync, facts).findInstallation();
        if (installed.filter(live -> live.order() <= unit.order()).isPresent()) {
            return;
        }
        String column = sync.newColumn().column();
        boolean demands = unit.facts(Statement.AlterTable.class)
                .filter(alter -> alter.table().isSameTable(sync.newColumn().table()))
                .flatMap(alter -> alter.actions().stream())
                .anyMatch(action -> action instanceof AlterAction.SetNotNull set
                                && set.column().equals(column)
                        || action instanceof AlterAction.AddConstraint add
                                && add.constraint().columns().contains(column));
        if (demands) {
            findings.add(INFO.finding(
                    unit.where(),
                    "demands " + column,
                    "`" + unit.step().id() + "` puts a constraint on `" + sync.newColumn() + "` before trigger `"
                            + sync.trigger() + "` fills it; old code does not know the column, so its inserts fail",
                    "add the constraint behind the step that creates `" + sync.trigger() + "`"));
        }
    }

    /** Columns of the plan's own that must have a value from here on, and get none from a default when an INSERT leaves them out. */
    private static Stream<ColumnRef> demandsNobodyMeets(SqlUnit unit, PlanFacts facts) {
        return unit.facts(Statement.AlterTable.class)
                .flatMap(alter -> alter.actions().stream()
                        .flatMap(action -> demanded(action).map(alter.table()::column)))
                .filter(column -> facts.isCreatedByPlan(column) && !facts.isCreatedByPlan(column.table()))
                .filter(column -> !hasDefault(column, unit, facts));
    }

    private static Stream<String> demanded(AlterAction action) {
        if (action instanceof AlterAction.SetNotNull set) {
            return Stream.of(set.column());
        }
        return action instanceof AlterAction.AddConstraint add
                        && add.constraint().kind() == TableConstraint.Kind.NOT_NULL
                ? add.constraint().columns().stream()
                : Stream.empty();
    }

    private static boolean hasDefault(ColumnRef column, SqlUnit before, PlanFacts facts) {
        return facts.forward()
                .filter(unit -> unit.order() <= before.order())
                .anyMatch(unit -> unit.actions(AlterAction.SetDefault.class)
                                .anyMatch(set ->
                                        isColumn(set.table(), set.action().column(), column))
                        || unit.actions(AlterAction.AddColumn.class)
                                .anyMatch(add -> isColumn(
                                                add.table(),
                                                add.action().column().name(),
                                                column)
                                        && add.action()
                                                .column()
                                                .defaultExpression()
                                                .isPresent()));
    }

    private static boolean isColumn(TableRef table, String name, ColumnRef column) {
        return SchemaDelta.isSameColumn(table.column(name), column);
    }
}
