package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags changes of type that the server refuses because something stands on the column. Columns of new tables too: it fails there as well. */
public final class TypeDependents implements StatementRule {
    private static final RuleInfo INFO = new RuleInfo(
            "column-type-dependents",
            Severity.ERROR,
            Hazard.FAILS_WHEN_RUN,
            "The server refuses to change the type of a column that something stands on");

    @Override
    public List<RuleInfo> detects() {
        return List.of(INFO);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.actions(AlterAction.AlterType.class)
                .flatMap(action -> report(action, at).stream())
                .toList();
    }

    private static Optional<Report> report(AlterAction.AlterType action, Situation at) {
        TableRef table = at.alteredTable();
        List<String> inTheWay =
                new ArrayList<>(ColumnDependents.of(table, action.column(), at).refuseType());
        inTheWay.removeIf(what -> isDroppedHere(what, at));
        Optional<TableRef> parent = at.schema().parentOf(table).filter(above -> ColumnActions.column(
                        at, above, action.column())
                .isPresent());
        if (parent.isPresent()) {
            return Optional.of(report(
                    action,
                    at,
                    "`" + parent.get() + "`, from which it is inherited",
                    "change it in `" + parent.get() + "`, whose statement reaches `" + table + "`"));
        }
        return inTheWay.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        report(
                                action,
                                at,
                                String.join(", ", inTheWay),
                                "for an instant: drop what stands on it, `" + alter(table) + " ALTER COLUMN "
                                        + quoted(action.column())
                                        + " TYPE " + action.newType()
                                        + "`, and make it again, all in one transaction; when rows are written anew, use a new column beside it"));
    }

    private static Report report(AlterAction.AlterType action, Situation at, String cause, String remedy) {
        TableRef table = at.alteredTable();
        return Report.on(
                        table,
                        INFO,
                        "the server refuses to change the type of `" + action.column() + "` because of " + cause,
                        remedy)
                .about(table.column(action.column()).toString())
                .at(ColumnActions.place(at, "ALTER", action.column()));
    }

    /** A generated column that the same statement drops is out of the way: drops come first. */
    private static boolean isDroppedHere(String what, Situation at) {
        return at.as(Statement.AlterTable.class).stream()
                .flatMap(alter -> alter.actions().stream())
                .anyMatch(action -> action instanceof AlterAction.DropColumn drop
                                && what.equals("generated column `" + drop.column() + "`")
                        || action instanceof AlterAction.OtherColumn other
                                && other.words().equals("DROP EXPRESSION")
                                && what.equals("generated column `" + other.column() + "`"));
    }
}
