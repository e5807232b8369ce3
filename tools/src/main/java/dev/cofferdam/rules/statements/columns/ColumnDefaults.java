package dev.cofferdam.rules.statements.columns;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ParsedStatement;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags defaults that are taken away from, or changed under, code that leaves the column out of its INSERTs. */
public final class ColumnDefaults implements StatementRule {
    private static final RuleInfo CHANGE = new RuleInfo(
            "column-default-change",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "A default changes under code that relies on it");
    private static final RuleInfo THEN_DROP = new RuleInfo(
            "column-add-default-then-drop",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A required column loses the default that it was added with");

    @Override
    public List<RuleInfo> detects() {
        return List.of(CHANGE, THEN_DROP);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        at.actions(AlterAction.DropDefault.class)
                .forEach(drop -> drop(drop.column(), at).ifPresent(reports::add));
        at.actions(AlterAction.SetDefault.class)
                .filter(set -> !at.isNewColumn(at.alteredTable(), set.column()))
                .forEach(set -> (ColumnActions.defaultOf(Optional.of(set.expression()))
                                        .isPresent()
                                ? change(set, at)
                                : drop(set.column(), at))
                        .ifPresent(reports::add));
        return reports;
    }

    private static Optional<Report> drop(String column, Situation at) {
        TableRef table = at.alteredTable();
        Optional<Column> known = ColumnActions.column(at, table, column);
        boolean hadNone =
                known.filter(found -> found.defaultExpression().isEmpty()).isPresent();
        if (hadNone || at.isNew(table) || isGivenAnother(column, at)) {
            return Optional.empty();
        }
        if (at.isNewColumn(table, column)) {
            return isRequired(column, known, at) ? Optional.of(thenDrop(table, column, at)) : Optional.empty();
        }
        String then = known.isEmpty()
                ? "fail if it is NOT NULL, and store NULL otherwise"
                : known.get().nullable() ? "store NULL" : "fail, because it is NOT NULL";
        return Optional.of(placed(
                Report.on(
                        table,
                        CHANGE,
                        "from now on INSERTs of the running version that leave out `" + column + "` " + then,
                        "first deploy the version that names `" + column
                                + "` in every INSERT; then this statement, when no older version can come back"),
                at,
                column));
    }

    private static Report thenDrop(TableRef table, String column, Situation at) {
        return placed(
                Report.on(
                        table,
                        THEN_DROP,
                        "`" + column
                                + "` came with this change and is NOT NULL: without its default every INSERT of the running version"
                                + " fails, which does not name the column",
                        "keep the default until every running version, and every one that may come back, names `"
                                + column + "`; drop it in a later migration"),
                at,
                column);
    }

    /** NOT NULL already, or a statement later. */
    private static boolean isRequired(String column, Optional<Column> known, Situation at) {
        boolean now = known.map(found -> !found.nullable()).orElseGet(() -> actions(at.before(), at)
                .anyMatch(action -> action instanceof AlterAction.AddColumn add
                                && add.column().name().equals(column)
                                && add.column().notNull()
                        || action instanceof AlterAction.SetNotNull set
                                && set.column().equals(column)));
        return now
                || Stream.concat(Stream.of(at.statement()), at.after().stream())
                        .flatMap(statement -> actions(List.of(statement), at))
                        .anyMatch(action -> action instanceof AlterAction.SetNotNull set
                                && set.column().equals(column));
    }

    /** ALTER TYPE wants the old default out of the way, and identity wants it gone; nobody sees the moment in between. */
    private static boolean isGivenAnother(String column, Situation at) {
        return Stream.concat(Stream.of(at.statement()), at.laterInTransaction().stream())
                .flatMap(statement -> actions(List.of(statement), at))
                .anyMatch(action -> action instanceof AlterAction.SetDefault set
                                && set.column().equals(column)
                                && ColumnActions.defaultOf(Optional.of(set.expression()))
                                        .isPresent()
                        || action instanceof AlterAction.OtherColumn other
                                && other.column().equals(column)
                                && other.words().equals("ADD IDENTITY")
                        || action instanceof AlterAction.DropColumn gone
                                && gone.column().equals(column));
    }

    private static Stream<AlterAction> actions(List<ParsedStatement> statements, Situation at) {
        return statements.stream()
                .map(ParsedStatement::facts)
                .filter(Statement.AlterTable.class::isInstance)
                .map(Statement.AlterTable.class::cast)
                .filter(alter -> alter.table().isSameTable(at.alteredTable()))
                .flatMap(alter -> alter.actions().stream());
    }

    private static Optional<Report> change(AlterAction.SetDefault set, Situation at) {
        TableRef table = at.alteredTable();
        return ColumnActions.column(at, table, set.column())
                .flatMap(Column::defaultExpression)
                .filter(old -> !bare(old).equals(bare(set.expression())))
                .map(old -> placed(
                        Report.on(
                                table,
                                CHANGE,
                                "from now on INSERTs of the running version that leave out `" + set.column()
                                        + "` store `" + set.expression() + "` where they counted on `" + old + "`",
                                "first deploy the version that names `" + set.column()
                                        + "` wherever the value matters; then change the default"),
                        at,
                        set.column()));
    }

    /** Without the cast that says nothing, and without layout. */
    private static String bare(String expression) {
        return PlainSql.of(expression).replaceFirst(" :: [^']+$", "");
    }

    private static Report placed(Report report, Situation at, String column) {
        return report.about(at.alteredTable().column(column).toString()).at(ColumnActions.place(at, "ALTER", column));
    }
}
