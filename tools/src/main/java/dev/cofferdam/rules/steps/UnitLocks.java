package dev.cofferdam.rules.steps;

import dev.cofferdam.domain.Engine;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.rules.facts.PlanFacts;
import dev.cofferdam.rules.facts.SqlUnit;
import dev.cofferdam.rules.facts.TouchedObjects;
import dev.cofferdam.rules.info.StoredName;
import dev.cofferdam.sql.Locks;
import dev.cofferdam.sql.ParsedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The strongest lock that a unit takes on each table that was there before the plan. */
record UnitLocks(List<LockExpectation> locks) {

    UnitLocks {
        locks = List.copyOf(locks);
    }

    /** Nobody can be waiting for a table that this plan creates, so its locks are left out. */
    static UnitLocks of(SqlUnit unit, Engine engine, PlanFacts facts) {
        if (engine.product() != Engine.Product.POSTGRESQL) {
            return new UnitLocks(List.of()); // PlanUndecided says that nothing is known of this engine.
        }
        List<LockExpectation> strongest = new ArrayList<>();
        for (ParsedStatement statement : unit.statements()) {
            for (LockExpectation lock : Locks.of(statement.facts(), engine)) {
                if (!facts.isOwn(unit, lock.table())
                        && !facts.isOwnObject(unit, StoredName.of(lock.table()))
                        && !TouchedObjects.isCatalog(lock.table())) {
                    merge(strongest, lock);
                }
            }
        }
        return new UnitLocks(strongest);
    }

    private static void merge(List<LockExpectation> strongest, LockExpectation lock) {
        boolean weaker = strongest.stream()
                .anyMatch(held ->
                        held.table().isSameTable(lock.table()) && held.level().compareTo(lock.level()) >= 0);
        if (!weaker) {
            strongest.removeIf(held -> held.table().isSameTable(lock.table()));
            strongest.add(lock);
        }
    }

    Optional<LockExpectation> strongest() {
        return locks.stream().max(Comparator.comparing(LockExpectation::level));
    }
}
