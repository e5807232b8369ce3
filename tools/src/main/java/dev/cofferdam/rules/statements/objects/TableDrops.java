package dev.cofferdam.rules.statements.objects;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Constraint;
import dev.cofferdam.schema.Table;
import dev.cofferdam.sql.Statement;
import dev.cofferdam.sql.Statement.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags DROP TABLE of a table that the running version may use, and what it locks and loses (PostgreSQL docs, DROP TABLE). */
public final class TableDrops implements StatementRule {
    private static final RuleInfo DROP =
            new RuleInfo("table-drop", Severity.ERROR, Hazard.LOSES_DATA, "A table is dropped with its rows");
    private static final RuleInfo FORCE = new RuleInfo(
            "table-create-force",
            Severity.ERROR,
            Hazard.LOSES_DATA,
            "A table is dropped and created anew, without its rows");
    private static final RuleInfo LOCKS_PARENTS = new RuleInfo(
            "table-drop-locks-parents",
            Severity.WARNING,
            Hazard.QUEUES_TRAFFIC,
            "Dropping a table locks the tables that it references");

    @Override
    public List<RuleInfo> detects() {
        return List.of(DROP, LOCKS_PARENTS, FORCE);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.as(Statement.Drop.class).filter(drop -> drop.kind() == ObjectKind.TABLE).stream()
                .flatMap(drop -> drop.names().stream()
                        .filter(table -> !at.isNew(table))
                        .flatMap(table -> check(table, drop, at)))
                .toList();
    }

    private static Stream<Report> check(TableRef table, Statement.Drop drop, Situation at) {
        List<Report> reports = new ArrayList<>();
        reports.add(isMadeAgain(table, at) ? force(table, drop, at) : drop(table));
        locksParents(table, at).ifPresent(reports::add);
        return reports.stream();
    }

    private static Report drop(TableRef table) {
        String tombstone = quoteIfNeeded(table.name() + "_unused");
        return Report.on(
                table,
                DROP,
                "`" + table
                        + "` goes with all its rows; statements of the running version that name it fail at once, and so do those"
                        + " of a version you go back to",
                "1. deploy code that no longer names `" + table
                        + "`, in every service; 2. when nobody has used it for a business"
                        + " cycle (pg_stat_user_tables), `ALTER TABLE "
                        + quoteIfNeeded(table) + " RENAME TO " + tombstone
                        + "`, which can be taken back; 3. keep a copy of the rows; 4. `DROP TABLE "
                        + quoteIfNeeded(new TableRef(table.schema(), table.name() + "_unused"))
                        + "` in a later release");
    }

    private static boolean isMadeAgain(TableRef table, Situation at) {
        return at.after().stream()
                .anyMatch(later -> later.facts() instanceof Statement.CreateTable create
                        && !create.temporary()
                        && create.table().isSameTable(table));
    }

    /** An author's IF EXISTS on a table that no earlier file made most likely meets none. */
    private static Report force(TableRef table, Statement.Drop drop, Situation at) {
        boolean maybe = drop.ifExists() && at.table(table).isEmpty();
        Report report = Report.on(
                table,
                FORCE,
                (maybe ? "if it is there, `" : "`") + table
                        + "` is dropped with all its rows and created anew, empty; the running version finds no rows in it, or"
                        + " other columns",
                "`ALTER TABLE " + quoteIfNeeded(table)
                        + " ...` for what is to change; if no database that matters has `" + table
                        + "` yet, `CREATE TABLE " + quoteIfNeeded(table)
                        + "` without the DROP, which fails rather than lose rows");
        return maybe ? report.weighed(Severity.WARNING) : report;
    }

    private static Optional<Report> locksParents(TableRef table, Situation at) {
        List<Constraint> keys = at.table(table).map(Table::constraints).orElse(List.of()).stream()
                .filter(constraint -> constraint
                        .references()
                        .filter(parent -> !parent.isSameTable(table) && !at.isNew(parent))
                        .isPresent())
                .toList();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String parents = keys.stream()
                .flatMap(key -> key.references().stream())
                .distinct()
                .map(parent -> "`" + parent + "`")
                .collect(Collectors.joining(", "));
        String first = keys.stream()
                .map(key ->
                        "`ALTER TABLE " + quoteIfNeeded(table) + " DROP CONSTRAINT " + quoteIfNeeded(key.name()) + "`")
                .collect(Collectors.joining(", "));
        return Optional.of(Report.on(
                table,
                LOCKS_PARENTS,
                "DROP TABLE `" + table + "` also takes ACCESS EXCLUSIVE on " + parents
                        + ", whose foreign key triggers it removes; reads and writes of all of them queue while it waits for any",
                "drop each foreign key alone first, each in a transaction of its own with a short lock_timeout: "
                        + first));
    }
}
