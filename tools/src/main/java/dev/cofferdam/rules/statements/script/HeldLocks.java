package dev.cofferdam.rules.statements.script;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.LockExpectation;
import dev.cofferdam.domain.LockLevel;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.HeavyWork;
import dev.cofferdam.rules.statements.situation.ManyRows;
import dev.cofferdam.rules.statements.situation.Past;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.rules.statements.situation.StrongLocks;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags what happens while a transaction already holds a strong lock, which it keeps until COMMIT (PostgreSQL docs 13.3.1). */
public final class HeldLocks implements StatementRule {
    private static final RuleInfo WORK = new RuleInfo(
            "lock-held-then-work",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "Long work while the transaction holds a strong lock");
    private static final RuleInfo BACKFILL = new RuleInfo(
            "ddl-plus-backfill-same-tx",
            Severity.ERROR,
            Hazard.BLOCKS_WRITES,
            "Rows are changed while the transaction holds the lock of a schema change");
    private static final RuleInfo SEVERAL = new RuleInfo(
            "multi-table-ddl-tx",
            Severity.WARNING,
            Hazard.QUEUES_TRAFFIC,
            "One transaction collects strong locks on several tables");

    private static final Duration DEADLOCK_TIMEOUT = Duration.ofSeconds(1);

    @Override
    public List<RuleInfo> detects() {
        return List.of(WORK, SEVERAL, BACKFILL);
    }

    @Override
    public List<Report> check(Situation at) {
        List<LockExpectation> held = at.pastInTransaction().stream()
                .flatMap(earlier -> onTables(earlier).stream())
                .toList();
        return held.isEmpty()
                ? List.of()
                : Stream.of(backfill(held, at), work(at), several(at))
                        .flatMap(Optional::stream)
                        .toList();
    }

    private static Optional<Report> backfill(List<LockExpectation> held, Situation at) {
        return ManyRows.of(at).map(rows -> {
            LockExpectation lock = worst(held, rows.query().tables());
            return Report.on(
                    rows.table(),
                    BACKFILL,
                    rows.words() + " while the transaction holds "
                            + lock.level().words() + " on `" + lock.table() + "`; " + StrongLocks.waiters(lock)
                            + " of `" + lock.table() + "` wait until the last row is done",
                    "commit the schema change first; then change the rows of `" + rows.table()
                            + "` outside of it, in batches by key, each committed");
        });
    }

    /** Once a transaction, at the first long work under a lock of another statement. */
    private static Optional<Report> work(Situation at) {
        List<LockExpectation> held = new ArrayList<>();
        for (Past earlier : at.pastInTransaction()) {
            if (isLong(earlier, held) && !harmed(held, earlier.locks()).isEmpty()) {
                return Optional.empty();
            }
            held.addAll(onTables(earlier));
        }
        Past now = Past.of(at);
        Optional<String> work = at.facts() instanceof Statement.Query query ? selects(query, at) : now.work();
        List<LockExpectation> harmed = harmed(held, now.locks());
        return work.filter(words -> !harmed.isEmpty() && !validatesUnder(held, at.statement()))
                .map(words -> work(worst(harmed, List.of()), words));
    }

    /** Without the lock on an index of which nobody knows the table, or whether it is there. */
    private static List<LockExpectation> onTables(Past earlier) {
        return earlier.statement().facts() instanceof Statement.Drop drop && drop.kind() == Statement.ObjectKind.INDEX
                ? earlier.locks().stream()
                        .filter(lock -> !drop.names().contains(lock.table()))
                        .toList()
                : earlier.locks();
    }

    private static Report work(LockExpectation lock, String work) {
        return Report.on(
                lock.table(),
                WORK,
                "the transaction holds " + lock.level().words() + " on `" + lock.table() + "` through " + work + "; "
                        + StrongLocks.waiters(lock) + " of `" + lock.table() + "` wait that long",
                "commit what locked `" + lock.table() + "` before, and do this in a migration of its own");
    }

    /** Locks that a statement makes worse: one that takes the same lock itself does not by coming second. */
    private static List<LockExpectation> harmed(List<LockExpectation> held, List<LockExpectation> own) {
        return held.stream()
                .filter(lock -> own.stream()
                        .noneMatch(mine -> mine.table().isSameTable(lock.table())
                                && mine.level().compareTo(lock.level()) >= 0))
                .toList();
    }

    private static boolean isLong(Past earlier, List<LockExpectation> held) {
        return earlier.work().isPresent() && !validatesUnder(held, earlier.statement());
    }

    /** VALIDATE CONSTRAINT on a table that is locked already has a rule of its own. */
    private static boolean validatesUnder(List<LockExpectation> held, ParsedStatement statement) {
        return statement.facts() instanceof Statement.AlterTable alter
                && alter.actions().stream().anyMatch(AlterAction.ValidateConstraint.class::isInstance)
                && held.stream().anyMatch(lock -> lock.table().isSameTable(alter.table()));
    }

    /** A query over whole tables; those that only set a sequence or a setting are quick. */
    private static Optional<String> selects(Statement.Query query, Situation at) {
        boolean quick = Stream.of("setval", "nextval", "set_config", " limit 1", "exists (")
                .anyMatch(word -> at.plain().contains(word));
        return query.verb() != Statement.Verb.SELECT
                        || quick
                        || !query.written().isEmpty()
                ? Optional.empty()
                : HeavyWork.reads(query, at);
    }

    /** The lock that hurts most: the strongest, on a table that the statement uses if there is one. */
    private static LockExpectation worst(List<LockExpectation> held, List<TableRef> preferred) {
        LockLevel strongest = held.stream()
                .map(LockExpectation::level)
                .max(LockLevel::compareTo)
                .orElseThrow();
        List<LockExpectation> worst =
                held.stream().filter(lock -> lock.level() == strongest).toList();
        return worst.stream()
                .filter(lock -> preferred.stream().anyMatch(lock.table()::isSameTable))
                .findFirst()
                .orElse(worst.get(0));
    }

    /** Once a transaction, at the statement that reaches for the second table. */
    private static Optional<Report> several(Situation at) {
        Set<TableRef> before = new LinkedHashSet<>();
        for (Past earlier : at.pastInTransaction()) {
            Set<TableRef> locked = tables(earlier.statement(), earlier.locks(), at);
            if (!before.isEmpty() && !before.containsAll(locked)) {
                return Optional.empty();
            }
            before.addAll(locked);
        }
        Set<TableRef> added = tables(at.statement(), StrongLocks.of(at.statement(), at), at);
        added.removeAll(before);
        if (before.isEmpty() || added.isEmpty()) {
            return Optional.empty();
        }
        Set<TableRef> all = new LinkedHashSet<>(before);
        all.addAll(added);
        int soFar = all.size();
        at.laterInTransaction().forEach(later -> all.addAll(tables(later, StrongLocks.of(later, at), at)));
        if (givesUpFirst(all.size(), at)) {
            return Optional.empty();
        }
        TableRef first = added.iterator().next();
        return Optional.of(Report.on(
                first,
                SEVERAL,
                "the transaction waits for `" + first + "` while it keeps " + quoted(before) + " locked"
                        + (all.size() > soFar ? ", " + all.size() + " tables in the end" : "")
                        + "; an application transaction that uses them in another order deadlocks with it, and every wait is one for all",
                "one migration, and so one transaction, for each table"));
    }

    /** Whether all waits together are over before {@code deadlock_timeout}, one second unless set, makes the server choose a victim (docs 19.12). */
    private static boolean givesUpFirst(int waits, Situation at) {
        return at.setting("lock_timeout")
                .flatMap(Timeout::of)
                .filter(limit -> !limit.isZero())
                .map(limit -> limit.multipliedBy(waits))
                .filter(all -> all.compareTo(DEADLOCK_TIMEOUT) < 0)
                .isPresent();
    }

    private static String quoted(Set<TableRef> tables) {
        return tables.stream().map(table -> "`" + table + "`").collect(Collectors.joining(", "));
    }

    /** Tables by one name each; what a foreign key references has rules of its own, and a view is no table. */
    private static Set<TableRef> tables(ParsedStatement statement, List<LockExpectation> locks, Situation at) {
        boolean key = addsForeignKey(statement.facts());
        return isNoTable(statement)
                ? new LinkedHashSet<>()
                : locks.stream()
                        .map(LockExpectation::table)
                        .filter(table -> !key || isAltered(statement.facts(), table))
                        .filter(table -> at.schema().findView(table).isEmpty())
                        .map(table -> table.schema().equals(Optional.of("public")) ? TableRef.of(table.name()) : table)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean addsForeignKey(Statement facts) {
        return facts instanceof Statement.CreateTable
                || facts instanceof Statement.AlterTable alter
                        && alter.actions().stream()
                                .anyMatch(action -> action instanceof AlterAction.AddConstraint add
                                                && add.constraint().references().isPresent()
                                        || action instanceof AlterAction.AddColumn column
                                                && column.inline().stream().anyMatch(inline -> inline.references()
                                                        .isPresent()));
    }

    private static boolean isAltered(Statement facts, TableRef table) {
        return facts instanceof Statement.AlterTable alter && alter.table().isSameTable(table);
    }

    private static boolean isNoTable(ParsedStatement statement) {
        return statement.facts() instanceof Statement.Drop drop
                        && drop.kind() != Statement.ObjectKind.TABLE
                        && drop.kind() != Statement.ObjectKind.TRIGGER
                || statement.facts() instanceof Statement.RenameObject
                || statement.facts() instanceof Statement.CreateView
                || statement.facts() instanceof Statement.Other other
                        && other.words().contains("VIEW");
    }
}
