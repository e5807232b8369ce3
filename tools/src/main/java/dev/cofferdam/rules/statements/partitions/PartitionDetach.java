package dev.cofferdam.rules.statements.partitions;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.SafeForm;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Flags partitions that leave their table: for a while under a lock for which everybody queues, or for good (PostgreSQL docs 5.12.2.2). */
public final class PartitionDetach implements StatementRule {
    private static final RuleInfo DETACH = new RuleInfo(
            "partition-detach-blocking",
            Severity.WARNING,
            Hazard.QUEUES_TRAFFIC,
            "A partition is detached under a lock for which everybody queues");
    private static final RuleInfo DROP =
            new RuleInfo("partition-drop", Severity.ERROR, Hazard.LOSES_DATA, "A partition is dropped with its rows");

    /** From here on a partition may be detached concurrently: release notes of PostgreSQL 14. */
    private static final int FIRST_WITH_CONCURRENTLY = 14;

    @Override
    public List<RuleInfo> detects() {
        return List.of(DETACH, DROP);
    }

    @Override
    public List<Report> check(Situation at) {
        if (at.facts() instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.TABLE) {
            return drop.names().stream()
                    .flatMap(name -> drop(at, name).stream())
                    .toList();
        }
        return at.actions(AlterAction.DetachPartition.class)
                .filter(detach -> !at.isNew(at.alteredTable()) && !detach.finish())
                .flatMap(detach -> detach(at, detach).stream())
                .toList();
    }

    private static Optional<Report> detach(Situation at, AlterAction.DetachPartition detach) {
        Optional<TableRef> byDefault = at.schema().defaultPartitionOf(at.alteredTable());
        if (detach.concurrently()) {
            return byDefault.map(other -> refused(at.alteredTable(), detach.partition(), other));
        }
        boolean possible = at.engine().major() >= FIRST_WITH_CONCURRENTLY && byDefault.isEmpty();
        return Optional.of(
                possible ? blocking(at, detach.partition()) : withoutChoice(at, detach.partition(), byDefault));
    }

    private static Report blocking(Situation at, TableRef partition) {
        TableRef parent = at.alteredTable();
        String safe = "ALTER TABLE " + quoteIfNeeded(parent) + " DETACH PARTITION " + quoteIfNeeded(partition)
                + " CONCURRENTLY";
        return report(
                        parent,
                        partition,
                        locked(parent, partition),
                        "`" + safe
                                + "` in a migration of its own that runs outside a transaction; if it is interrupted, `ALTER TABLE "
                                + quoteIfNeeded(parent) + " DETACH PARTITION " + quoteIfNeeded(partition)
                                + " FINALIZE`")
                .with(SafeForm.outsideTransaction(safe));
    }

    private static String locked(TableRef parent, TableRef partition) {
        return "`" + parent + "` and `" + partition
                + "` are locked in ACCESS EXCLUSIVE mode: it waits for every open query on `" + parent
                + "`, and all later reads and writes of it wait behind, while tables with a foreign key to it are looked through";
    }

    private static Report withoutChoice(Situation at, TableRef partition, Optional<TableRef> byDefault) {
        TableRef parent = at.alteredTable();
        String why = byDefault
                .map(one -> "there is no concurrent form as long as `" + parent + "` has the default partition `" + one
                        + "`")
                .orElse("there is no concurrent form before version " + FIRST_WITH_CONCURRENTLY);
        return report(
                parent,
                partition,
                locked(parent, partition),
                why
                        + ": `SET lock_timeout = '2s'` before it, alone in its transaction, and run it again when it gives up");
    }

    private static Report refused(TableRef parent, TableRef partition, TableRef byDefault) {
        return report(
                        parent,
                        partition,
                        "the server refuses CONCURRENTLY: `" + parent + "` has a default partition, `" + byDefault
                                + "`",
                        "detach without CONCURRENTLY, after `SET lock_timeout = '2s'` and alone in its transaction, and run it again when"
                                + " it gives up")
                .weighed(Severity.ERROR)
                .whateverSize();
    }

    private static Report report(TableRef parent, TableRef partition, String what, String remedy) {
        return Report.on(parent, DETACH, what, remedy).about("partition " + partition);
    }

    private static Optional<Report> drop(Situation at, TableRef name) {
        return at.schema()
                .parentOf(name)
                .filter(parent -> at.isPartitioned(parent) && !at.isNew(name) && !at.isNew(parent))
                .map(parent -> Report.on(
                                name,
                                DROP,
                                "the rows of `" + name
                                        + "` are gone for good, and a running version that reads them through `"
                                        + parent + "` finds nothing; `" + parent
                                        + "` is locked in ACCESS EXCLUSIVE mode for it, for which its reads and writes queue",
                                "`ALTER TABLE " + quoteIfNeeded(parent) + " DETACH PARTITION " + quoteIfNeeded(name)
                                        + (at.engine().major() >= FIRST_WITH_CONCURRENTLY ? " CONCURRENTLY" : "")
                                        + "` now, and `DROP TABLE " + quoteIfNeeded(name)
                                        + "` once nobody has missed it and it is copied elsewhere, if it must be kept")
                        .about("partition " + name));
    }
}
