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
import dev.cofferdam.schema.Column;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.Identifiers;
import dev.cofferdam.sql.PlainSql;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Flags changes of how the server fills a column: the expression of a generated one, the numbers of an identity. */
public final class GeneratedColumns implements StatementRule {
    private static final RuleInfo EXPRESSION = new RuleInfo(
            "generated-expression-change",
            Severity.ERROR,
            Hazard.REWRITES_TABLE,
            "A generated column is computed otherwise, or no longer");
    private static final RuleInfo IDENTITY = new RuleInfo(
            "identity-change",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "Ids are given out otherwise than the running version expects");

    /** From here on a generated column may be virtual: release notes of PostgreSQL 18. */
    private static final int FIRST_WITH_VIRTUAL = 18;

    @Override
    public List<RuleInfo> detects() {
        return List.of(EXPRESSION, IDENTITY);
    }

    @Override
    public List<Report> check(Situation at) {
        return at.actions(AlterAction.OtherColumn.class)
                .filter(action -> !at.isNewColumn(at.alteredTable(), action.column()))
                .flatMap(action -> report(action, at).map(report -> report.about(
                                at.alteredTable().column(action.column()).toString())
                        .at(ColumnActions.place(at, "ALTER", action.column()))))
                .toList();
    }

    private static Stream<Report> report(AlterAction.OtherColumn action, Situation at) {
        TableRef table = at.alteredTable();
        String column = action.column();
        return switch (action.words()) {
            case "SET EXPRESSION" -> Stream.of(expression(table, column, at));
            case "DROP EXPRESSION" -> Stream.of(frozen(table, column));
            case "ADD IDENTITY" -> added(table, column, at).stream();
            case "SET IDENTITY" -> always(table, column, at).stream();
            case "DROP IDENTITY" -> dropped(table, column, at).stream();
            default -> Stream.empty();
        };
    }

    private static Report expression(TableRef table, String column, Situation at) {
        String stored = "`" + table
                + "` and its indexes are written anew under ACCESS EXCLUSIVE; reads and writes wait until that is done";
        String virtual = at.engine().major() >= FIRST_WITH_VIRTUAL
                ? ", unless `" + column + "` is virtual: then every reader sees other values at once"
                : "";
        return Report.on(
                table,
                EXPRESSION,
                stored + virtual,
                "add a second column with the new expression beside `" + column
                        + "` (a plain one, filled by a trigger and a backfill, where it must be stored); deploy the version that reads it; then drop `"
                        + column + "`");
    }

    private static Report frozen(TableRef table, String column) {
        return Report.on(
                        table,
                        EXPRESSION,
                        "`" + column
                                + "` keeps today's values and is computed no more: rows that the running version inserts have none, and rows that it"
                                + " updates keep an old one",
                        "in the same transaction create a trigger that fills `" + column
                                + "`; drop it when every running version writes the column itself")
                .weighed(Severity.WARNING);
    }

    private static Optional<Report> added(TableRef table, String column, Situation at) {
        boolean always = isAlways(at, column);
        boolean isAdvanced = at.plain().matches(".* (?:start|restart) .*")
                || at.laterInTransaction().stream()
                        .map(later -> PlainSql.of(later.text()))
                        .anyMatch(plain -> plain.contains("setval (") || plain.contains(" restart "));
        String collides = "the sequence behind `" + column
                + "` starts at 1, below the ids that are there: INSERTs that leave the column out collide";
        String refuses = "ALWAYS refuses the ids that the running version gives itself";
        if (isAdvanced && !always) {
            return Optional.empty();
        }
        return Optional.of(Report.on(
                table,
                IDENTITY,
                isAdvanced ? refuses : collides + (always ? "; and " + refuses : ""),
                (always
                                ? "`" + alter(table) + " ALTER COLUMN " + quoted(column)
                                        + " ADD GENERATED BY DEFAULT AS IDENTITY`"
                                : "this")
                        + " and, in the same transaction, `SELECT setval(pg_get_serial_sequence('"
                        + Identifiers.quoteIfNeeded(table) + "', '" + column + "'), (SELECT max(" + quoted(column)
                        + ") FROM " + Identifiers.quoteIfNeeded(table) + "))`"
                        + (always ? "; SET GENERATED ALWAYS when no version gives ids any more" : "")));
    }

    private static Optional<Report> always(TableRef table, String column, Situation at) {
        boolean was = ColumnActions.column(at, table, column)
                .flatMap(Column::identity)
                .filter("ALWAYS"::equals)
                .isPresent();
        return isAlways(at, column) && !was
                ? Optional.of(Report.on(
                        table,
                        IDENTITY,
                        "GENERATED ALWAYS refuses INSERTs of the running version that give `" + column
                                + "` themselves, also those of copies and fixtures",
                        "keep BY DEFAULT until no version names `" + column + "` in an INSERT"))
                : Optional.empty();
    }

    private static Optional<Report> dropped(TableRef table, String column, Situation at) {
        boolean isReplaced = Stream.concat(Stream.of(at.statement()), at.laterInTransaction().stream())
                .map(statement -> PlainSql.of(statement.text()))
                .anyMatch(plain -> plain.contains(" " + quoted(column).toLowerCase(Locale.ROOT) + " set default "));
        return isReplaced
                ? Optional.empty()
                : Optional.of(
                        Report.on(
                                table,
                                IDENTITY,
                                "`" + column
                                        + "` is NOT NULL and nobody numbers it any more: every INSERT of the running version that leaves it out fails",
                                "in the same transaction give it a sequence of its own: `CREATE SEQUENCE ...`, setval to the highest id, and `"
                                        + alter(table) + " ALTER COLUMN " + quoted(column)
                                        + " SET DEFAULT nextval('...')`; drop that when every running version gives the id itself"));
    }

    private static boolean isAlways(Situation at, String column) {
        String plain = at.plain();
        int start = Math.max(plain.indexOf(" " + quoted(column) + " "), 0);
        int end = plain.indexOf(" , ", start);
        return plain.substring(start, end < 0 ? plain.length() : end).contains("generated always");
    }
}
