package dev.cofferdam.playbook.parts;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Step;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.domain.Timeouts;
import dev.cofferdam.domain.WatchSignal;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A step with which foreign keys go, alone or with their column: the server locks the tables that they point at as strongly as the step's own,
 * because the key's triggers stand there (PostgreSQL docs, DROP TABLE and 13.3.1).
 */
public final class ForeignKeysGone {
    /**
     * Code that reads the referenced table and then writes the referencing one meets the step's locks in the other order, and code that only
     * inserts meets them in the same: no order of statements suits both. The step therefore gives up first. All its waits together end before
     * the server's {@code deadlock_timeout} of one second lets it choose a victim, which might be the application (docs 19.12).
     */
    private static final Duration BEFORE_ANY_VICTIM = Duration.ofMillis(800);

    private ForeignKeysGone() {}

    /** Foreign keys of a column, which go when it is dropped. */
    public static List<Constraint> of(Table table, String column) {
        return table.constraints().stream()
                .filter(constraint -> constraint.kind() == Constraint.Kind.FOREIGN_KEY)
                .filter(constraint -> constraint.columns().contains(column))
                .toList();
    }

    /** The step, with the locks of its parents, and a wait that harms nobody. */
    public static Step.Sql with(Step.Sql step, List<Constraint> keys) {
        List<TableRef> parents = keys.stream()
                .flatMap(key -> key.references().stream())
                .distinct()
                .filter(parent ->
                        step.locks().stream().noneMatch(lock -> lock.table().isSameTable(parent)))
                .toList();
        if (parents.isEmpty()) {
            return step;
        }
        List<LockExpectation> locks = new ArrayList<>(step.locks());
        parents.forEach(parent ->
                locks.add(new LockExpectation(parent, LockLevel.ACCESS_EXCLUSIVE, LockExpectation.Hold.INSTANT)));
        return givingUpFirst(step, locks, parents);
    }

    /** A step that says that it locks several tables, with a wait that harms nobody. */
    public static Step.Sql givingUpFirst(Step.Sql step) {
        List<TableRef> others = step.locks().stream()
                .map(LockExpectation::table)
                .distinct()
                .skip(1)
                .toList();
        return others.isEmpty() ? step : givingUpFirst(step, step.locks(), others);
    }

    private static Step.Sql givingUpFirst(Step.Sql step, List<LockExpectation> locks, List<TableRef> others) {
        long waits = Math.max(
                2, locks.stream().map(LockExpectation::table).distinct().count());
        Timeouts first =
                new Timeouts(BEFORE_ANY_VICTIM.dividedBy(waits), step.timeouts().statement());
        return step.with(first, locks, StepWriter.watching(step.conduct(), deadlock(step.id(), others)));
    }

    private static WatchSignal deadlock(String id, List<TableRef> parents) {
        String tables = parents.stream().map(TableRef::toString).collect(Collectors.joining(" and "));
        return new WatchSignal(
                "transactions that have read " + tables + " and now wait for the table of this step, which waits for "
                        + tables,
                "SQLSTATE 55P03 (lock_not_available) of this step; 40P01 (deadlock_detected) in any application's log",
                "the first 40P01 of an application",
                "wait for a calmer hour: the step is undone as a whole and can be run again",
                id);
    }
}
