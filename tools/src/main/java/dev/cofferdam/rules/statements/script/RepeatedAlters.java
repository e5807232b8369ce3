package dev.cofferdam.rules.statements.script;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.HeavyWork;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.StrongLocks;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.TableConstraint;
import java.util.List;
import java.util.Optional;

/** Flags ALTER TABLE statements on one table that could be one, and so wait for the lock once (PostgreSQL docs, ALTER TABLE, Notes). */
public final class RepeatedAlters implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "multi-alter-same-table",
            Severity.WARNING,
            RuleClass.HYGIENE,
            Hazard.QUEUES_TRAFFIC,
            "Several ALTER TABLE wait for the same lock one after the other");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    /** At the second of them, once for each row of such statements. */
    @Override
    public List<Report> check(Situation at) {
        List<ParsedStatement> before = at.before();
        if (before.isEmpty() || !joins(before.get(before.size() - 1), at.statement(), at)) {
            return List.of();
        }
        boolean third = before.size() > 1 && joins(before.get(before.size() - 2), before.get(before.size() - 1), at);
        return third ? List.of() : List.of(report(at));
    }

    /**
     * Whether both could be one statement, to some profit: outside a transaction each queues for the lock anew; inside, the second has it
     * already, and only a second pass over the rows is saved.
     */
    private static boolean joins(ParsedStatement first, ParsedStatement second, Situation at) {
        if (!(first.facts() instanceof Statement.AlterTable one)
                || !(second.facts() instanceof Statement.AlterTable other)
                || !one.table().isSameTable(other.table())
                || at.isNew(one.table())
                || !combine(one)
                || !combine(other)) {
            return false;
        }
        boolean firstIsLong = HeavyWork.of(first, at).isPresent();
        boolean secondIsLong = HeavyWork.of(second, at).isPresent();
        boolean sameLock = level(first, one.table(), at).equals(level(second, one.table(), at));
        boolean saves = !at.inTransaction() || firstIsLong && isOnePass(one) && isOnePass(other);
        return sameLock && firstIsLong == secondIsLong && saves;
    }

    /** Rewrites and checks of rows share one pass; each foreign key and each index reads the table for itself. */
    private static boolean isOnePass(Statement.AlterTable alter) {
        return alter.actions().stream()
                .noneMatch(action -> action instanceof AlterAction.AddConstraint add
                        && add.constraint().kind() != TableConstraint.Kind.CHECK
                        && add.constraint().kind() != TableConstraint.Kind.NOT_NULL);
    }

    /** RENAME, SET SCHEMA, ATTACH and DETACH stand alone; VALIDATE wants a lock of its own. */
    private static boolean combine(Statement.AlterTable alter) {
        return alter.actions().stream()
                .noneMatch(action -> action instanceof AlterAction.RenameTable
                        || action instanceof AlterAction.RenameColumn
                        || action instanceof AlterAction.RenameConstraint
                        || action instanceof AlterAction.SetSchema
                        || action instanceof AlterAction.AttachPartition
                        || action instanceof AlterAction.DetachPartition
                        || action instanceof AlterAction.ValidateConstraint);
    }

    private static Optional<LockLevel> level(ParsedStatement statement, TableRef table, Situation at) {
        return StrongLocks.of(statement, at).stream()
                .filter(lock -> lock.table().isSameTable(table))
                .map(LockExpectation::level)
                .findFirst();
    }

    private static Report report(Situation at) {
        TableRef table = at.alteredTable();
        String level = level(at.statement(), table, at).map(LockLevel::words).orElse("a lock");
        String what = at.inTransaction()
                ? "goes through `" + table + "` once more under the same " + level
                : "waits for " + level + " on `" + table + "` once more; each wait stops all who come behind it";
        return Report.on(
                table,
                INFO,
                what + ", and the statement before could have done both",
                "one `ALTER TABLE " + quoteIfNeeded(table) + "` with all the actions, separated by commas");
    }
}
