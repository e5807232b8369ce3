package dev.cofferdam.rules.statements.partitions;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Set;

/** Flags changes of a partitioned table that lock all its partitions, one after the other and until the last is done (docs 5.12.2). */
public final class PartitionFanout implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "partition-parent-fanout",
            Severity.WARNING,
            Hazard.QUEUES_TRAFFIC,
            "One statement locks every partition of a table");

    /** What goes on to the partitions and is locked more strongly than reads and writes; seen on 18. */
    private static final Set<Class<? extends AlterAction>> RECURSING = Set.of(
            AlterAction.AddColumn.class,
            AlterAction.DropColumn.class,
            AlterAction.RenameColumn.class,
            AlterAction.AlterType.class,
            AlterAction.SetDefault.class,
            AlterAction.DropDefault.class,
            AlterAction.SetNotNull.class,
            AlterAction.DropNotNull.class,
            AlterAction.AddConstraint.class,
            AlterAction.DropConstraint.class);

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.as(Statement.AlterTable.class)
                .filter(alter -> at.isPartitioned(alter.table()) && !at.isNew(alter.table()))
                .filter(alter -> alter.actions().stream().anyMatch(action -> RECURSING.contains(action.getClass())))
                .filter(alter -> !at.plain().matches("alter table (?:if exists )?only .*"))
                .map(alter -> List.of(report(at, alter.table())))
                .orElse(List.of());
    }

    private static Report report(Situation at, TableRef table) {
        long known = at.schema().followersOf(table).stream()
                .filter(partition -> !at.isNew(partition))
                .count();
        String partitions = known == 0
                ? "each of its partitions"
                : "each of its " + known + " partitions that the history tells of";
        return Report.on(
                        table,
                        INFO,
                        "`" + table + "` and " + partitions
                                + " are locked one after the other; while it waits for an open query on one of them, it keeps the"
                                + " others locked, and all reads and writes of `" + table + "` wait",
                        "`SET lock_timeout = '2s'` before it, alone in its transaction and at an hour when no long query runs on any"
                                + " partition, and run it again when it gives up; what can be proved or built for one partition at a time"
                                + " (checks, indexes, keys), do there first")
                .about("partitions");
    }
}
