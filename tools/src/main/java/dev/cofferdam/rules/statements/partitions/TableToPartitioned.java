package dev.cofferdam.rules.statements.partitions;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags a partitioned table that takes the place of a plain one in one go; there is no form that does it in place (docs 5.12.2). */
public final class TableToPartitioned implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "table-to-partitioned",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "A partitioned table takes the place of one in use");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.as(Statement.CreateTable.class)
                .filter(Statement.CreateTable::partitioned)
                .flatMap(create -> replaced(at, create.table()).map(old -> report(create.table(), old)))
                .map(List::of)
                .orElse(List.of());
    }

    /** The table in use whose name the new one has, or gets later in the file. */
    private static Optional<TableRef> replaced(Situation at, TableRef created) {
        if (isMovedAway(at, at.before(), created)) {
            return Optional.of(created);
        }
        return at.after().stream()
                .map(ParsedStatement::facts)
                .flatMap(facts -> newName(facts, created).stream())
                .filter(name -> isMovedAway(at, at.before(), name) || isMovedAway(at, at.after(), name))
                .findFirst();
    }

    private static Optional<TableRef> newName(Statement facts, TableRef created) {
        if (!(facts instanceof Statement.AlterTable alter) || !alter.table().isSameTable(created)) {
            return Optional.empty();
        }
        return alter.actions().stream()
                .flatMap(action -> action instanceof AlterAction.RenameTable rename
                        ? Stream.of(new TableRef(created.schema(), rename.newName()))
                        : Stream.empty())
                .findFirst();
    }

    private static boolean isMovedAway(Situation at, List<ParsedStatement> statements, TableRef table) {
        return !at.isNew(table)
                && statements.stream().map(ParsedStatement::facts).anyMatch(facts -> movesAway(facts, table));
    }

    private static boolean movesAway(Statement facts, TableRef table) {
        if (facts instanceof Statement.Drop drop) {
            return drop.kind() == Statement.ObjectKind.TABLE
                    && drop.names().stream().anyMatch(table::isSameTable);
        }
        return facts instanceof Statement.AlterTable alter
                && alter.table().isSameTable(table)
                && alter.actions().stream().anyMatch(AlterAction.RenameTable.class::isInstance);
    }

    private static Report report(TableRef created, TableRef old) {
        String named = created.isSameTable(old) ? "the partitioned table" : "`" + created + "`";
        return Report.on(
                        old,
                        INFO,
                        named + " takes the place of `" + old
                                + "`: foreign keys, views and grants stay with the old table, rows are missing until they are copied, and"
                                + " a unique rule of it must contain the partition key, which INSERT ... ON CONFLICT of a running version"
                                + " need not",
                        "make the partitioned table beside `" + old
                                + "` under another name, keep it equal by a trigger, fill it in batches and compare; then swap the names"
                                + " in one short transaction with the keys that point at it, and drop the old table when no older version"
                                + " may come back")
                .about("replaces " + old);
    }
}
