package dev.cofferdam.rules.statements.situation;

import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Locks for which writers wait, SHARE and stronger, on what was there before the change (PostgreSQL docs 13.3.1). */
public final class StrongLocks {
    private StrongLocks() {}

    /** Those of one statement of the file, strongest first; DROP INDEX locks the index's table. */
    public static List<LockExpectation> of(ParsedStatement statement, Situation at) {
        if (statement.facts() instanceof Statement.CreateView view
                && at.schema().findView(view.view()).isEmpty()) {
            return List.of(); // OR REPLACE of a view that nobody made before locks nothing.
        }
        boolean index = statement.facts() instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.INDEX;
        return at.locksOf(statement).stream()
                .filter(lock -> lock.level().blocksWrites())
                .flatMap(lock -> (index ? onTable(lock, at) : Optional.of(lock)).stream())
                .toList();
    }

    private static Optional<LockExpectation> onTable(LockExpectation lock, Situation at) {
        Optional<TableRef> table = at.schema().tableOfIndex(lock.table()).map(Table::ref);
        return at.isNewIndex(lock.table())
                ? Optional.empty()
                : Optional.of(new LockExpectation(table.orElse(lock.table()), lock.level(), lock.hold()))
                        .filter(each -> !at.isNew(each.table()));
    }

    /** Everybody who waits behind it. */
    public static String waiters(LockExpectation lock) {
        return lock.level().blocksReads() ? "reads and writes" : "writes";
    }
}
