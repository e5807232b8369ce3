package dev.cofferdam.rules.statements.columns;

import static dev.cofferdam.rules.statements.columns.ColumnActions.alter;
import static dev.cofferdam.rules.statements.columns.ColumnActions.quoted;

import dev.cofferdam.domain.Hazard;
import dev.cofferdam.domain.RuleClass;
import dev.cofferdam.domain.Severity;
import dev.cofferdam.domain.TableRef;
import dev.cofferdam.rules.info.RuleInfo;
import dev.cofferdam.rules.statements.situation.Report;
import dev.cofferdam.rules.statements.situation.Situation;
import dev.cofferdam.rules.statements.situation.StatementRule;
import dev.cofferdam.sql.AlterAction;
import dev.cofferdam.sql.ColumnDefinition;
import dev.cofferdam.sql.PlainSql;
import dev.cofferdam.sql.TableConstraint;
import dev.cofferdam.sql.Volatility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flags added columns that the running version cannot live with, or whose first values are not what they seem. */
public final class AddedColumns implements StatementRule {
    private static final RuleInfo REQUIRED = new RuleInfo(
            "column-add-required",
            Severity.ERROR,
            Hazard.BREAKS_OLD_CODE,
            "A column is added that every INSERT must name");
    private static final RuleInfo JSON = new RuleInfo(
            "column-add-json",
            Severity.WARNING,
            Hazard.BREAKS_OLD_CODE,
            "A json column is added, which cannot be compared");
    private static final RuleInfo FROZEN = new RuleInfo(
            "column-add-frozen-default",
            Severity.INFO,
            RuleClass.ADVICE,
            Hazard.NO_WAY_BACK,
            "Rows that are there get the time of the migration");

    private static final Pattern NOW = Pattern.compile(
            "(?<![\\w'.])(?:now \\( \\)|(?:transaction|statement)_timestamp \\( \\)|current_(?:timestamp|date|time)|local(?:timestamp|time))(?![\\w'])");

    @Override
    public List<RuleInfo> detects() {
        return List.of(REQUIRED, JSON, FROZEN);
    }

    @Override
    public List<Report> check(Situation at) {
        List<Report> reports = new ArrayList<>();
        ColumnActions.added(at).forEach(add -> {
            ColumnDefinition column = add.column();
            if (isRequired(add)) {
                reports.add(placed(required(at, column), at, column));
            }
            if (column.type().equals("json") && !hasJson(at)) {
                reports.add(placed(json(at.alteredTable(), column), at, column));
            }
            Optional<String> frozen = column.defaultExpression().filter(AddedColumns::tellsTheTime);
            if (frozen.isPresent()) {
                reports.add(placed(frozen(at.alteredTable(), column, frozen.get()), at, column));
            }
        });
        return reports;
    }

    private static boolean isRequired(AlterAction.AddColumn add) {
        ColumnDefinition column = add.column();
        boolean demanded = column.notNull()
                || add.inline().stream().anyMatch(constraint -> constraint.kind() == TableConstraint.Kind.PRIMARY_KEY);
        return demanded
                && ColumnActions.defaultOf(column.defaultExpression()).isEmpty()
                && column.generated().isEmpty()
                && column.identity().isEmpty()
                && !ColumnActions.isSerial(column.type());
    }

    private static Report required(Situation at, ColumnDefinition column) {
        TableRef table = at.alteredTable();
        return Report.on(
                table,
                REQUIRED,
                "`" + column.name() + "` is NOT NULL without a default: the statement fails as soon as `" + table
                        + "` has a row, and when it has none, every INSERT of the running version fails, which does not name the"
                        + " column",
                "`" + alter(table) + " ADD COLUMN " + quoted(column.name()) + " " + column.type()
                        + "`; deploy the version that fills it; fill the rows that are there in batches; when no older version can"
                        + " come back, " + ColumnActions.notNullPath(at, table, column.name()));
    }

    private static boolean hasJson(Situation at) {
        return at.table(at.alteredTable())
                .filter(table -> table.columns().stream()
                        .anyMatch(column -> column.type().equals("json")))
                .isPresent();
    }

    private static Report json(TableRef table, ColumnDefinition column) {
        return Report.on(
                table,
                JSON,
                "type json has no equality: from now on SELECT DISTINCT, UNION and GROUP BY over whole rows of `"
                        + table + "` fail, also those of the running version",
                "`" + alter(table) + " ADD COLUMN " + quoted(column.name()) + " jsonb`");
    }

    private static boolean tellsTheTime(String expression) {
        return !Volatility.mayBeVolatile(expression)
                && NOW.matcher(PlainSql.of(expression)).find();
    }

    private static Report frozen(TableRef table, ColumnDefinition column, String expression) {
        String name = quoted(column.name());
        return Report.on(
                table,
                FROZEN,
                "`" + expression + "` is computed once: all rows that are there get the time of the migration as `"
                        + column.name() + "`, and nobody can tell later that it was made up",
                "`" + alter(table) + " ADD COLUMN " + name + " " + column.type() + "`, then `" + alter(table)
                        + " ALTER COLUMN " + name + " SET DEFAULT " + expression
                        + "`; leave NULL where the time is not known, or fill in true values in batches");
    }

    private static Report placed(Report report, Situation at, ColumnDefinition column) {
        return report.about(at.alteredTable().column(column.name()).toString())
                .at(ColumnActions.place(at, "ADD", column.name()));
    }
}
