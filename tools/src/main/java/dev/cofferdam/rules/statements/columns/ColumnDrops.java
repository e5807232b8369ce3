package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.DroppedAttribute;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags DROP COLUMN: for the code that still names the column, for its values, and for what goes with it. */
public final class ColumnDrops implements StatementRule {
    private static final RuleInfo DROP =
            new RuleInfo("column-drop", Severity.ERROR, Hazard.LOSES_DATA, "A column is dropped with its values");
    private static final RuleInfo CASCADES = new RuleInfo(
            "column-drop-cascades",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "Indexes, constraints or views go with a column");

    @Override
    public List<RuleInfo> detects() {
        return List.of(DROP, CASCADES);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        DroppedAttribute.in(at).forEach(drop -> reports.add(dropped(drop, at)));
        at.actions(AlterAction.DropColumn.class)
                .filter(drop -> !at.isNewColumn(at.alteredTable(), drop.column()) && !isNoop(drop, at))
                .forEach(drop -> {
                    reports.add(placed(dropped(drop, at), drop, at));
                    cascades(drop, at).ifPresent(report -> reports.add(placed(report, drop, at)));
                });
        return reports;
    }

    private static boolean isNoop(AlterAction.DropColumn drop, Situation at) {
        return drop.ifExists()
                && at.table(at.alteredTable())
                        .filter(table -> table.findColumn(drop.column()).isEmpty())
                        .isPresent();
    }

    private static Report dropped(AlterAction.DropColumn drop, Situation at) {
        TableRef table = at.alteredTable();
        Optional<Column> column = ColumnActions.column(at, table, drop.column());
        String rename = twin(drop, column, at)
                .map(twin ->
                        "; if `" + twin + "`, which has the same type, is meant to be its new name, it starts empty")
                .orElse("");
        boolean isDemanded = column.filter(found -> !found.nullable()
                        && found.defaultExpression().isEmpty()
                        && found.generated().isEmpty()
                        && found.identity().isEmpty())
                .isPresent();
        String relax =
                isDemanded ? "`" + alter(table) + " ALTER COLUMN " + quoted(drop.column()) + " DROP NOT NULL`; " : "";
        return Report.on(
                table,
                DROP,
                "every statement of the running version that names `" + drop.column()
                        + "` fails from now on, also SELECT of a mapped entity"
                        + " that never uses it; the values are gone" + rename,
                relax + "deploy the version that neither reads, writes nor maps `" + drop.column()
                        + "`; drop it in a later release, when no older version can come back");
    }

    private static Report dropped(DroppedAttribute drop, Situation at) {
        String of = drop.type() + "." + drop.name();
        return Report.on(
                        of,
                        DROP,
                        "statements and functions of the running version that name `" + drop.name() + "` of type `"
                                + drop.type() + "` fail from now on, in every column of that type; the values are gone",
                        "deploy the version that neither reads nor writes `" + of
                                + "`; drop it in a later release, when no older version can come back")
                .at(at.offsetOf("DROP", "ATTRIBUTE"));
    }

    /** A column of the same type that the same file adds: what a schema comparison makes of a new name. */
    private static Optional<String> twin(AlterAction.DropColumn drop, Optional<Column> column, Situation at) {
        return column.flatMap(gone -> Stream.of(at.before().stream(), Stream.of(at.statement()), at.after().stream())
                .flatMap(statements -> statements)
                .map(ParsedStatement::facts)
                .filter(Statement.AlterTable.class::isInstance)
                .map(Statement.AlterTable.class::cast)
                .filter(alter -> alter.table().isSameTable(at.alteredTable()))
                .flatMap(alter -> alter.actions().stream())
                .filter(AlterAction.AddColumn.class::isInstance)
                .map(action -> ((AlterAction.AddColumn) action).column())
                .filter(added ->
                        added.type().equals(gone.type()) && !added.name().equals(drop.column()))
                .map(added -> added.name())
                .findFirst());
    }

    private static Optional<Report> cascades(AlterAction.DropColumn drop, Situation at) {
        TableRef table = at.alteredTable();
        ColumnDependents dependents = ColumnDependents.of(table, drop.column(), at);
        List<String> going = new ArrayList<>(dependents.goSilently());
        if (drop.cascade()) {
            // Views and whatever else goes unseen are said by cascade-drop.
            going.addAll(dependents.generated());
            going.addAll(dependents.keys());
        }
        List<String> inTheWay = drop.cascade() ? List.of() : dependents.goByCascade();
        if (going.isEmpty() && inTheWay.isEmpty()) {
            return Optional.empty();
        }
        String gone = going.isEmpty() ? "" : "with `" + drop.column() + "` goes " + String.join(", ", going);
        String refused = inTheWay.isEmpty()
                ? ""
                : "the server refuses to drop `" + drop.column() + "` because of " + String.join(", ", inTheWay);
        return Optional.of(Report.on(
                table,
                CASCADES,
                gone + (gone.isEmpty() || refused.isEmpty() ? "" : "; ") + refused,
                "make first what must live on without `" + drop.column()
                        + "` (indexes CONCURRENTLY, constraints NOT VALID and validated, views without the column), then drop each by"
                        + " name, the column last"));
    }

    private static Report placed(Report report, AlterAction.DropColumn drop, Situation at) {
        return report.about(at.alteredTable().column(drop.column()).toString())
                .at(ColumnActions.place(at, "DROP", drop.column()));
    }
}
