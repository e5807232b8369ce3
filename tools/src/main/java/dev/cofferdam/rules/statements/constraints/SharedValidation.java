package dev.cofferdam.rules.statements.constraints;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Locks;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags VALIDATE CONSTRAINT that reads the rows while its own transaction still holds a stronger lock on the table. */
public final class SharedValidation implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "constraint-validate-same-tx",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "VALIDATE shares a transaction with a statement that holds a lock");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.actions(AlterAction.ValidateConstraint.class)
                .filter(validate -> !at.isNew(at.alteredTable()))
                .flatMap(validate -> held(at).map(lock -> report(at, validate.constraint(), lock)).stream())
                .toList();
    }

    /** The strongest lock on the table itself, of this statement or of earlier ones in the transaction; other tables are {@code lock-held-then-work}. */
    private static Optional<LockExpectation> held(Situation at) {
        return Stream.concat(
                        ownLocks(at),
                        at.earlierInTransaction().stream().flatMap(earlier -> at.locksOf(earlier).stream()))
                .filter(lock -> lock.level().blocksWrites() && lock.table().isSameTable(at.alteredTable()))
                .reduce((first, second) -> second.level().compareTo(first.level()) > 0 ? second : first);
    }

    /** Several actions of one ALTER TABLE share its strictest lock. */
    private static Stream<LockExpectation> ownLocks(Situation at) {
        List<AlterAction> others = at.as(Statement.AlterTable.class).orElseThrow().actions().stream()
                .filter(action -> !(action instanceof AlterAction.ValidateConstraint))
                .toList();
        return Locks.of(new Statement.AlterTable(at.alteredTable(), false, others), at.engine()).stream();
    }

    private static Report report(Situation at, String constraint, LockExpectation lock) {
        TableRef table = at.alteredTable();
        String waiting = lock.level().blocksReads() ? "reads and writes" : "writes";
        return Report.on(
                        table,
                        INFO,
                        "every row of `" + table + "` is checked for `" + constraint
                                + "` while the same transaction holds "
                                + lock.level().name().replace('_', ' ') + " on `" + lock.table() + "`; " + waiting
                                + " of it wait until the last row is seen, as if NOT VALID had never been there",
                        "commit first, and put `ALTER TABLE " + quoteIfNeeded(table) + " VALIDATE CONSTRAINT "
                                + quoteIfNeeded(constraint) + "` alone into the next migration")
                .about(table + " " + constraint)
                .at(at.offsetOf("VALIDATE"));
    }
}
