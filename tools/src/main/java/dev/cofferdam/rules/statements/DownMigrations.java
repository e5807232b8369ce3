package dev.cofferdam.rules.statements;

import dev.cofferdam.domain.ColumnRef;
import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges the script that takes a migration back, on the schema that the migration leaves. It runs while everybody is there, like the way forward, and
 * besides it takes away what was written since: so the same rules are asked of it, and their answers are one finding for each statement.
 */
final class DownMigrations {
    static final RuleInfo INFO = new RuleInfo(
            "down-migration-unsafe",
            Severity.ERROR,
            RuleClass.COMPAT,
            Hazard.NO_WAY_BACK,
            "The way back locks, loses or fails as a way forward would");

    private static final Set<Hazard> LOSSES = Set.of(Hazard.LOSES_DATA, Hazard.LOSES_WRITES);

    private DownMigrations() {}

    /**
     * What one statement of the way back does.
     *
     * @param at the statement, on the schema after the migration
     * @param after the same, knowing what the migration made
     */
    static List<Report> judge(Situation at, Situation after) {
        Optional<Report> refused = refused(at);
        if (refused.isPresent()) {
            return List.of(refused.get());
        }
        List<String> own = dropped(after);
        if (!own.isEmpty()) {
            return List.of(sinceThen(own, at));
        }
        List<Report> harms = new ArrayList<>();
        for (StatementRule rule : StatementRules.all()) {
            rule.check(at).stream().filter(DownMigrations::counts).forEach(harms::add);
        }
        return harms.stream()
                .max(Comparator.comparing(Report::severity))
                .map(worst -> new Report(
                        INFO,
                        worst.severity(),
                        worst.table(),
                        worst.rule().id() + " " + worst.subject(),
                        worst.offset(),
                        "on the way back: " + worst.what() + " (" + worst.rule().id() + ")",
                        worst.remedy(),
                        Optional.empty()))
                .stream()
                .toList();
    }

    /** Locks, rewrites and refusals, and what is lost; what breaks the newer code is what going back is for. */
    private static boolean counts(Report report) {
        return report.severity().compareTo(Severity.INFO) > 0
                && (report.rule().ruleClass() == RuleClass.HAZARD
                        || LOSSES.contains(report.rule().hazard()));
    }

    /** A column that is not there after the migration, so that the way back ends in an error. */
    private static Optional<Report> refused(Situation at) {
        return at.actions(AlterAction.DropColumn.class)
                .filter(drop -> !drop.ifExists() && !at.isNew(at.alteredTable()))
                .filter(drop -> at.table(at.alteredTable())
                        .filter(table -> table.findColumn(drop.column()).isEmpty())
                        .filter(table -> !isMadeBefore(drop, at))
                        .isPresent())
                .findFirst()
                .map(drop -> Report.on(
                        at.alteredTable(),
                        INFO,
                        "`" + at.alteredTable().column(drop.column())
                                + "` is not there once the migration has run; the way back stops with an error, and leaves the schema as it is",
                        "play the way back on a copy after the migration, and let it undo what the migration does"));
    }

    private static boolean isMadeBefore(AlterAction.DropColumn drop, Situation at) {
        return at.before().stream()
                .anyMatch(earlier -> earlier.facts() instanceof Statement.AlterTable alter
                        && alter.table().isSameTable(at.alteredTable())
                        && alter.actions().stream().anyMatch(action -> makes(action, drop.column())));
    }

    private static boolean makes(AlterAction action, String column) {
        return action instanceof AlterAction.RenameColumn rename
                        && rename.newName().equals(column)
                || action instanceof AlterAction.AddColumn add
                        && add.column().name().equals(column);
    }

    /** Tables and columns that the statement drops, when the migration made every one of them. */
    private static List<String> dropped(Situation after) {
        Stream<TableRef> tables =
                after.as(Statement.Drop.class).filter(drop -> drop.kind() == Statement.ObjectKind.TABLE).stream()
                        .flatMap(drop -> drop.names().stream());
        List<TableRef> wholes = tables.toList();
        List<ColumnRef> columns = after.actions(AlterAction.DropColumn.class)
                .map(drop -> after.alteredTable().column(drop.column()))
                .toList();
        boolean own = wholes.stream().allMatch(after::isNew)
                && columns.stream().allMatch(each -> after.isNewColumn(each.table(), each.column()));
        return own
                ? Stream.concat(
                                wholes.stream().map(TableRef::toString),
                                columns.stream().map(ColumnRef::toString))
                        .toList()
                : List.of();
    }

    private static Report sinceThen(List<String> own, Situation at) {
        String names = "`" + String.join("`, `", own) + "`";
        String kept = own.get(0).replace('.', '_') + "_kept";
        return Report.on(
                        own.get(0),
                        INFO,
                        "on the way back " + names + " goes with all that was written there since the migration ran",
                        "going back in code alone leaves what is written where it is; if the schema must follow, keep a copy first:"
                                + " `CREATE TABLE " + kept + " AS SELECT ...`")
                .at(at.offsetOf("DROP"))
                .weighed(Severity.WARNING);
    }
}
