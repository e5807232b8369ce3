package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Finding;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Plan;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.PlanRule;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.SqlUnit.Part;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags a step that states a weaker lock than its statements take, so that readers of the plan are misled. */
public final class LockUnderstated implements PlanRule {
    private static final RuleInfo INFO = new RuleInfo(
            "lock-understated",
            Severity.ERROR,
            Hazard.QUEUES_TRAFFIC,
            "The plan states a weaker lock than the statements take");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public List<Finding> check(Plan plan, PlanFacts facts) {
        List<Finding> findings = new ArrayList<>();
        for (SqlUnit unit : facts.units()) {
            if (unit.part() != Part.STEP || unit.isUndo()) {
                continue; // Only SQL steps state their locks.
            }
            for (LockExpectation taken :
                    UnitLocks.of(unit, plan.engine(), facts).locks()) {
                Optional<LockLevel> stated = findStated(unit, taken);
                boolean weaker = stated.isEmpty() || stated.get().compareTo(taken.level()) < 0;
                if (weaker && taken.level().compareTo(LockLevel.SHARE_UPDATE_EXCLUSIVE) >= 0) {
                    findings.add(understated(unit, taken, stated));
                }
            }
            held(unit).ifPresent(findings::add);
        }
        return findings;
    }

    /** A lock that is held while rows are read or an index is built is not held for an instant, however weak it is. */
    private static Optional<Finding> held(SqlUnit unit) {
        boolean builds = unit.facts(Statement.CreateIndex.class).findAny().isPresent();
        boolean proves =
                unit.actions(AlterAction.ValidateConstraint.class).findAny().isPresent();
        boolean instant = !unit.locks().isEmpty()
                && unit.locks().stream().allMatch(stated -> stated.hold() == LockExpectation.Hold.INSTANT);
        return instant && (builds || proves)
                ? Optional.of(INFO.finding(
                        unit.where(),
                        "held",
                        "`" + unit.where() + "` states that its locks are held for an instant, and it "
                                + (builds ? "builds an index" : "reads every row to validate a constraint")
                                + " under them",
                        "state `hold: " + (builds ? "build" : "scan") + "`"))
                : Optional.empty();
    }

    /** The text of DROP INDEX does not say which table it locks, so a lock stated on any table answers for it. */
    private static Optional<LockLevel> findStated(SqlUnit unit, LockExpectation taken) {
        boolean isIndex = unit.facts(Statement.Drop.class)
                .anyMatch(drop -> drop.kind() == Statement.ObjectKind.INDEX
                        && drop.names().contains(taken.table()));
        return unit.locks().stream()
                .filter(stated -> isIndex || stated.table().isSameTable(taken.table()))
                .map(LockExpectation::level)
                .max(LockLevel::compareTo);
    }

    private static Finding understated(SqlUnit unit, LockExpectation taken, Optional<LockLevel> stated) {
        return INFO.finding(
                unit.where(),
                taken.table().toString(),
                "`" + unit.where() + "` takes " + taken.level().words() + " on `" + taken.table() + "`, but states "
                        + stated.map(level -> "only " + level.words()).orElse("no lock on it"),
                "state " + taken.level().words() + " on `" + taken.table() + "`, or use statements that take less");
    }
}
