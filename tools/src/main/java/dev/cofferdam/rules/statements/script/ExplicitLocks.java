package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.Statement;
import java.util.List;

/** Flags LOCK TABLE in a mode for which writers wait (PostgreSQL docs, LOCK; 13.3.1). */
public final class ExplicitLocks implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "lock-table", Severity.ERROR, Hazard.BLOCKS_WRITES, "LOCK TABLE holds off the application until COMMIT");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        if (!(at.facts() instanceof Statement.Other other) || !other.words().startsWith("LOCK ")) {
            return List.of();
        }
        return at.locks().stream()
                .filter(lock -> lock.level().blocksWrites())
                .map(lock -> report(lock, at))
                .toList();
    }

    private static Report report(LockExpectation lock, Situation at) {
        int rest = at.laterInTransaction().size();
        String until = !at.inTransaction()
                ? "; outside a transaction block the server refuses it"
                : " for the rest of the transaction, " + (rest == 1 ? "1 more statement" : rest + " more statements");
        return Report.on(
                lock.table(),
                INFO,
                "holds " + lock.level().words() + " on `" + lock.table() + "`" + until + "; "
                        + (lock.level().blocksReads() ? "reads and writes wait" : "writes wait"),
                "leave the lock to the statement that needs it; where two changes of `" + lock.table()
                        + "` must be seen together, keep the transaction to them alone, with a short lock_timeout and repeats");
    }
}
