package dev.cofferdam.rules.statements.script;

import static dev.cofferdam.sql.Identifiers.quoteIfNeeded;

import dev.cofferdam.domain.Access;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.ManyRows;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Table;
import dev.cofferdam.schema.Trigger;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flags data statements that change as many rows as a table has (PostgreSQL docs 13.3.2, UPDATE, DELETE). */
public final class RowChanges implements StatementRule {
    private static final RuleInfo UNBATCHED = new RuleInfo(
            "backfill-unbatched", Severity.ERROR, Hazard.BLOCKS_WRITES, "Many rows are changed in one statement");
    private static final RuleInfo WITHOUT_WHERE = new RuleInfo(
            "mutation-without-where",
            Severity.ERROR,
            Hazard.LOSES_DATA,
            "Every row of a table is overwritten or deleted");
    private static final RuleInfo SIDE_EFFECTS = new RuleInfo(
            "backfill-fires-side-effects",
            Severity.WARNING,
            Hazard.LOSES_WRITES,
            "Changing many rows fires the table's triggers for each");

    @Override
    public List<RuleInfo> detects() {
        return List.of(UNBATCHED, WITHOUT_WHERE, SIDE_EFFECTS);
    }

    @Override
    public List<Report> check(Situation at) {
        Stream<Report> many =
                ManyRows.all(at).filter(rows -> !at.isNew(rows.table())).flatMap(rows -> reports(rows, at).stream());
        return Stream.concat(many, LoopedChanges.of(at, UNBATCHED).stream()).toList();
    }

    private static List<Report> reports(ManyRows rows, Situation at) {
        List<Report> reports = new ArrayList<>();
        reports.add(unbatched(rows, at));
        withoutWhere(rows, at).ifPresent(reports::add);
        sideEffects(rows, at).ifPresent(reports::add);
        return reports.stream().map(report -> report.at(rows.part().offset())).toList();
    }

    private static Report unbatched(ManyRows rows, Situation at) {
        boolean insert = rows.query().verb() == Verb.INSERT;
        String what = insert
                ? "all in one transaction that holds back vacuum, fills the WAL at once and lets replicas lag; if it fails, all is to do"
                        + " again"
                : "their row locks are kept until COMMIT, so that writers of those rows wait, and old versions, WAL and replica lag pile"
                        + " up; if it fails, all is to do again";
        Report report = Report.on(
                rows.table(),
                UNBATCHED,
                rows.words() + "; " + what,
                "outside of schema migrations, in batches by key, each committed, with a pause: `" + batch(rows, at)
                        + "`");
        // An insert keeps nobody's rows locked.
        return rows.byEquality() && insert
                ? report.weighed(Severity.INFO)
                : rows.byEquality() || insert ? report.weighed(Severity.WARNING) : report;
    }

    private static String batch(ManyRows rows, Situation at) {
        String key = at.table(rows.source())
                .flatMap(Table::findPrimaryKey)
                .map(constraint -> quoteIfNeeded(constraint.columns().get(0)))
                .orElse("<key>");
        String range = key + " > :last AND " + key + " <= :last + 5000";
        String table = quoteIfNeeded(rows.table());
        return switch (rows.query().verb()) {
            case DELETE -> "DELETE FROM " + table + " WHERE ... AND " + range;
            case UPDATE -> "UPDATE " + table + " SET ... WHERE ... AND " + range;
            case INSERT ->
                "INSERT INTO " + table + " ... SELECT ... FROM " + quoteIfNeeded(rows.source()) + " WHERE " + range;
            case MERGE, SELECT -> "... WHERE " + range;
        };
    }

    private static Optional<Report> withoutWhere(ManyRows rows, Situation at) {
        Verb verb = rows.query().verb();
        boolean all =
                (verb == Verb.UPDATE || verb == Verb.DELETE) && !rows.query().filtered();
        TableRef table = rows.table();
        if (!all || ManyRows.fillsNewColumns(rows.query(), table, at)) {
            return Optional.empty();
        }
        String what = rows.part().runs()
                + (verb == Verb.DELETE
                        ? "deletes all rows of `" + table + "`"
                        : "overwrites " + columns(rows) + " in all rows of `" + table + "`");
        return Optional.of(Report.on(
                table,
                WITHOUT_WHERE,
                what + "; what was there is gone, and the running version works with what is left",
                verb == Verb.DELETE
                        ? "name the rows in a WHERE; if all are to go, keep a copy first: `CREATE TABLE "
                                + quoteIfNeeded(new TableRef(table.schema(), table.name() + "_before")) + " AS TABLE "
                                + quoteIfNeeded(table) + "`"
                        : "name the rows in a WHERE, such as those that are not yet right (`IS DISTINCT FROM` the new value); write into a"
                                + " new column if the old values may be wanted again"));
    }

    private static String columns(ManyRows rows) {
        return rows.query().columns().stream()
                .filter(use -> use.access() == Access.WRITE)
                .map(use -> "`" + use.column() + "`")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Report> sideEffects(ManyRows rows, Situation at) {
        String event = event(rows.query().verb());
        List<Trigger> fired = at.table(rows.table()).map(Table::triggers).orElse(List.of()).stream()
                .filter(trigger -> fires(trigger, event) && Firing.of(trigger).maySee(rows.query()))
                .toList();
        if (fired.isEmpty()) {
            return Optional.empty();
        }
        String names = fired.stream()
                .map(trigger -> "`" + trigger.name() + "` (" + trigger.function() + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(
                Report.on(
                        rows.table(),
                        SIDE_EFFECTS,
                        "fires " + names
                                + " for each of these rows: audit rows, changed timestamps, queued messages or a sync that writes back",
                        "say which of them is wanted; a trigger that must not fire for this can ask a setting (`WHEN"
                                + " (current_setting('app.migration', true) IS DISTINCT FROM 'on')`), which the backfill sets with SET LOCAL"));
    }

    private static String event(Verb verb) {
        return switch (verb) {
            case INSERT -> " insert";
            case DELETE -> " delete";
            default -> " update";
        };
    }

    private static boolean fires(Trigger trigger, String event) {
        String plain = PlainSql.of(trigger.definition());
        int on = plain.indexOf(" on ");
        return on > 0 && plain.substring(0, on).contains(event);
    }
}
